package dev.porthole.app.check;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.event.Rule;
import dev.porthole.server.http.FolderAnswers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where addresses of a site lead when it is served with its options: the server's own code decides, and redirects are
 * followed as browsers do. For one thread, which may wait for the disk.
 */
final class Destinations implements AutoCloseable {

    /** As many as the Fetch standard lets browsers follow, section 4.4. */
    private static final int MOST_REDIRECTS = 20;

    private static final int FIRST_ERROR = 400;

    private final FolderAnswers answers;
    private final Map<String, Destination> known = new HashMap<>();

    /** What an address leads to. */
    enum Kind {
        /** A file. */
        FILE,
        /** The index page of a site that is one page, because there is nothing else. */
        FALLBACK,
        /** The list of a folder. */
        LISTING,
        /** Another site. */
        ELSEWHERE,
        /** Nothing, because the site is served under another path. */
        OUTSIDE_BASE,
        /** Nothing. */
        NOTHING
    }

    /**
     * The end of the way.
     *
     * @param kind what is there
     * @param path of a file from the folder on; of anything else the path of the address that was asked for last
     */
    record Destination(Kind kind, String path) {}

    Destinations(Path root, SiteOptions options) {
        answers = new FolderAnswers(root, options.listDirectories(), options.serveDotfiles(), options.rules());
    }

    /** Where an address leads; the same one is followed once only. */
    Destination of(Address address) {
        String target = address.target();
        Destination destination = known.get(target);
        if (destination == null) {
            destination = follow(address);
            known.put(target, destination);
        }
        return destination;
    }

    private Destination follow(Address address) {
        Address at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            FolderAnswers.Answer answer = answers.to(at.target());
            if (answer.location() == null) {
                return end(answer, at.path());
            }
            Optional<Address> next = Address.resolve(at.path(), answer.location());
            if (next.isEmpty()) {
                return new Destination(Kind.ELSEWHERE, at.path());
            }
            at = next.get();
        }
        return new Destination(Kind.NOTHING, at.path());
    }

    private static Destination end(FolderAnswers.Answer answer, String path) {
        if (answer.status() >= FIRST_ERROR) {
            return new Destination(answer.rule() == Rule.OUTSIDE_BASE ? Kind.OUTSIDE_BASE : Kind.NOTHING, path);
        }
        String file = answer.file();
        if (file == null) {
            return new Destination(Kind.LISTING, path);
        }
        return new Destination(answer.rule() == Rule.FALLBACK ? Kind.FALLBACK : Kind.FILE, "/" + file);
    }

    @Override
    public void close() {
        answers.close();
    }
}
