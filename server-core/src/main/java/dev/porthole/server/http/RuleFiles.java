package dev.porthole.server.http;

import dev.porthole.server.files.DocumentRoot.Found;
import dev.porthole.server.files.DocumentRoot.FoundFile;
import dev.porthole.server.files.ServedFile;
import dev.porthole.server.hosting.HeadersFile;
import dev.porthole.server.hosting.RedirectsFile;
import dev.porthole.server.hosting.RuleBook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold now: those among the options of the site, and for services that read them those in the files
 * {@code _headers} and {@code _redirects} at the top of the folder, which are read again when they have changed. For
 * threads that may wait for the disk.
 */
final class RuleFiles {

    private final FileMemory memory;
    private final HostingRules rules;
    private @Nullable Text headers;
    private @Nullable Text redirects;
    private RuleBook book;

    /**
     * The content of a file of rules.
     *
     * @param tag of this content; null when nothing can vouch for it
     * @param content null when it is too large
     */
    private record Text(@Nullable String tag, @Nullable String content) {}

    /**
     * The rules at one moment.
     *
     * @param book what they say
     * @param generation of the change watch when they were read; 0 when nothing would tell of a change
     */
    record Current(RuleBook book, long generation) {}

    /** Nothing is read yet. */
    RuleFiles(FileMemory memory, HostingRules rules) {
        this.memory = memory;
        this.rules = rules;
        this.book = RuleBook.of(rules.service(), rules.headers(), "", "");
    }

    /** Whether there are files to read. */
    boolean areRead() {
        return rules.service().readsFiles();
    }

    /** The rules among the options alone, which never change. */
    RuleBook fixed() {
        return book;
    }

    /** The rules that hold now; the disk is asked. */
    synchronized Current current() throws IOException {
        if (!areRead()) {
            return new Current(book, 0);
        }
        // The watch begins before the look: what changes after it is noticed, and what is kept by then forgotten.
        long generation = memory.watchRoot();
        FileMemory.Sighting headersFound = memory.find(List.of(HeadersFile.NAME));
        Text newHeaders = read(headersFound.found(), headers);
        FileMemory.Sighting redirectsFound = memory.find(List.of(RedirectsFile.NAME));
        Text newRedirects = read(redirectsFound.found(), redirects);
        if (!Objects.equals(newHeaders, headers) || !Objects.equals(newRedirects, redirects)) {
            headers = newHeaders;
            redirects = newRedirects;
            book = RuleBook.of(rules.service(), rules.headers(), content(newHeaders), content(newRedirects));
        }
        boolean watched = isWatched(headersFound, generation) && isWatched(redirectsFound, generation);
        return new Current(book, watched ? generation : 0);
    }

    private static boolean isWatched(FileMemory.Sighting sighting, long generation) {
        return !(sighting.found() instanceof FoundFile) || sighting.generation() == generation;
    }

    private static @Nullable String content(@Nullable Text text) {
        return text == null ? "" : text.content;
    }

    private static @Nullable Text read(Found found, @Nullable Text before) throws IOException {
        if (!(found instanceof FoundFile known)) {
            return null;
        }
        try (ServedFile file = known.file()) {
            String tag = file.entityTag().orElse(null);
            if (before != null && tag != null && tag.equals(before.tag)) {
                return before;
            }
            if (file.size() > RuleBook.LARGEST_FILE) {
                return new Text(tag, null);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            int read;
            do {
                read = file.channel().read(bytes, bytes.position());
            } while (read > 0);
            return new Text(tag, new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        }
    }
}
