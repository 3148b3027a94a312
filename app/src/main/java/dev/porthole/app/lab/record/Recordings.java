package dev.porthole.app.lab.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The recordings that come with the program, made on Linux: for computers that have no epoll, and for mishaps. */
public final class Recordings {

    private static final String FOLDER = "/dev/porthole/app/recordings/";

    /** How the name of a recording ends. */
    public static final String ENDING = ".jsonl";

    private Recordings() {}

    /** Whether there is one of a script. */
    public static boolean has(String script) {
        return Recordings.class.getResource(FOLDER + script + ENDING) != null;
    }

    /**
     * Reads the one of a script; nothing if there is none.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<Recording> read(String script) throws IOException {
        try (InputStream in = Recordings.class.getResourceAsStream(FOLDER + script + ENDING)) {
            return in == null ? Optional.empty() : Optional.of(RecordingReader.read(in));
        }
    }
}
