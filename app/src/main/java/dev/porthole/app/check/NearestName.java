package dev.porthole.app.check;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The existing name that is nearest to one that does not exist.
 *
 * @param path the path below the served folder, beginning with a slash
 * @param kind how it differs from what was asked for
 */
public record NearestName(String path, Kind kind) {

    /** How a name differs from the one that was asked for. */
    public enum Kind {
        /** Not at all: it came into being after the request. */
        THERE_NOW,
        /** In the case of letters only. */
        CASE,
        /** In a few letters. */
        SPELLING
    }

    private static final int MOST_NAMES = 5_000;
    private static final int LONGEST_NAME = 255;
    private static final int LETTERS_PER_MISTAKE = 3;

    /**
     * Looks in a folder. Waits for the disk.
     *
     * @param path the path asked for, decoded, without a query
     */
    public static Optional<NearestName> find(Path folder, String path) {
        Path at = folder;
        StringBuilder found = new StringBuilder();
        Kind kind = Kind.THERE_NOW;
        try {
            for (String wanted : path.split("/")) {
                if (wanted.isEmpty()) {
                    continue;
                }
                if (wanted.startsWith(".")) {
                    return Optional.empty();
                }
                Optional<NearestName> match = among(names(at), wanted);
                if (match.isEmpty()) {
                    return Optional.empty();
                }
                kind = match.get().kind.compareTo(kind) > 0 ? match.get().kind : kind;
                at = at.resolve(match.get().path);
                found.append('/').append(match.get().path);
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return Optional.empty();
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean directory = Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
        return Optional.of(new NearestName(found + (directory ? "/" : ""), kind));
    }

    /** The nearest of some names. */
    public static Optional<NearestName> among(Collection<String> names, String wanted) {
        String plain = Normalizer.normalize(wanted, Normalizer.Form.NFC);
        NearestName best = null;
        int fewest = plain.length() / LETTERS_PER_MISTAKE + 1;
        for (String name : names) {
            String other = Normalizer.normalize(name, Normalizer.Form.NFC);
            if (other.equals(plain)) {
                return Optional.of(new NearestName(name, Kind.THERE_NOW));
            }
            if (other.equalsIgnoreCase(plain)) {
                best = new NearestName(name, Kind.CASE);
                fewest = 0;
                continue;
            }
            int mistakes = distance(other.toLowerCase(Locale.ROOT),
                    plain.toLowerCase(Locale.ROOT), fewest);
            if (mistakes < fewest) {
                fewest = mistakes;
                best = new NearestName(name, Kind.SPELLING);
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".")) {
                    names.add(name);
                }
                if (names.size() == MOST_NAMES) {
                    break;
                }
            }
        }
        return names;
    }

    /** How many letters have to be added, left out, changed or swapped with their neighbour (Damerau, 1964). */
    private static int distance(String a, String b, int enough) {
        if (Math.abs(a.length() - b.length()) >= enough || a.length() > LONGEST_NAME || b.length() > LONGEST_NAME) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
