package dev.porthole.server.hosting;

import dev.porthole.server.hosting.RuleFileProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code _headers} as <a href="https://docs.netlify.com/manage/routing/headers/">Netlify</a> and
 * <a href="https://developers.cloudflare.com/pages/configuration/headers/">Cloudflare Pages</a> describe it: a path,
 * and below it, indented, the fields for it.
 */
public final class HeadersFile {

    /** Its name in the folder. */
    public static final String NAME = "_headers";

    private static final int MOST_PATHS_CLOUDFLARE = 100;
    private static final int MOST_PATHS = 2_000;
    private static final int LONGEST_LINE_CLOUDFLARE = 2_000;

    private final HostingService service;
    private final List<Line> lines = new ArrayList<>();
    private final List<RuleFileProblem> problems = new ArrayList<>();
    private int paths;
    private @Nullable PathPattern pattern;
    private boolean inPath;

    /**
     * What one line says about a field.
     *
     * @param number of the line, from 1
     * @param pattern of the paths it holds for
     * @param name the field's name
     * @param value its value; null to take the field away
     */
    record Line(int number, PathPattern pattern, String name, @Nullable String value) {}

    private HeadersFile(HostingService service) {
        this.service = service;
    }

    /** What a file says, read as this service reads it. */
    static Parsed<Line> parse(String text, HostingService service) {
        HeadersFile file = new HeadersFile(service);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            file.read(i + 1, lines[i].stripTrailing());
        }
        return new Parsed<>(file.lines, file.problems);
    }

    private void read(int number, String line) {
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("#")) {
            return;
        }
        if (service == HostingService.CLOUDFLARE_PAGES && line.length() > LONGEST_LINE_CLOUDFLARE) {
            problem(number, Kind.LINE_TOO_LONG, "");
            return;
        }
        boolean address = bare.startsWith("https://") || bare.startsWith("http://");
        if (bare.startsWith("/") || address && line.equals(bare)) {
            path(number, bare, address);
        } else {
            field(number, bare);
        }
    }

    private void path(int number, String text, boolean address) {
        inPath = true;
        pattern = null;
        paths++;
        int most = service == HostingService.CLOUDFLARE_PAGES ? MOST_PATHS_CLOUDFLARE : MOST_PATHS;
        if (paths > most) {
            problem(number, Kind.TOO_MANY, String.valueOf(most));
        } else if (address) {
            problem(number, Kind.OTHER_HOST, text);
        } else {
            Optional<PathPattern> parsed = PathPattern.parse(text);
            if (parsed.isEmpty()) {
                problem(number, Kind.PATTERN, text);
            }
            pattern = parsed.orElse(null);
        }
    }

    private void field(int number, String text) {
        if (!inPath) {
            problem(number, Kind.NO_PATH, text);
            return;
        }
        PathPattern current = pattern;
        if (current == null) {
            // The path above has been reported, and this line belongs to it.
            return;
        }
        if (text.startsWith("!")) {
            removal(number, current, text.substring(1).strip());
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            problem(number, Kind.NO_FIELD, text);
            return;
        }
        String name = text.substring(0, colon).strip();
        String value = text.substring(colon + 1).strip();
        if (!HeaderRule.isToken(name)) {
            problem(number, Kind.NAME, name);
        } else if (name.equalsIgnoreCase("Basic-Auth")) {
            problem(number, Kind.PASSWORD, name);
        } else if (HeaderRule.isReserved(name)) {
            problem(number, Kind.RESERVED, name);
        } else if (!HeaderRule.isValue(value)) {
            problem(number, Kind.VALUE, name);
        } else {
            lines.add(new Line(number, current, name, value));
        }
    }

    private void removal(int number, PathPattern current, String name) {
        if (service != HostingService.CLOUDFLARE_PAGES) {
            problem(number, Kind.REMOVAL, name);
        } else if (!HeaderRule.isToken(name)) {
            problem(number, Kind.NAME, name);
        } else if (HeaderRule.isReserved(name)) {
            problem(number, Kind.RESERVED, name);
        } else {
            lines.add(new Line(number, current, name, null));
        }
    }

    private void problem(int number, Kind kind, String subject) {
        problems.add(new RuleFileProblem(NAME, number, kind, subject));
    }
}
