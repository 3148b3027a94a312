package dev.porthole.app.https;

import dev.porthole.app.https.TrustCommands.TrustCommand;
import dev.porthole.app.text.Phrase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the local certificate authority.
 *
 * @param stage how far it has come
 * @param name what trust stores call it; empty while there is none
 * @param fingerprint the SHA-256 of its certificate
 * @param end the last day on which it is good
 * @param certificate the file to give to trust stores
 * @param commands how this computer trusts it, or stops to once it has been removed
 * @param problem why it cannot be read or removed, or null
 */
record HttpsLook(
        Stage stage,
        String name,
        String fingerprint,
        @Nullable LocalDate end,
        Path certificate,
        List<TrustCommand> commands,
        @Nullable Phrase problem) {

    /** How far it has come. */
    enum Stage {
        /** There is none yet. */
        NONE,
        /** There is one. */
        THERE,
        /** There was one until a moment ago. */
        REMOVED,
        /** It cannot be read, or not be removed. */
        FAILED
    }

    /** Copies the list. */
    HttpsLook {
        commands = List.copyOf(commands);
    }

    /** Without an authority. */
    static HttpsLook without(Stage stage, Path certificate, @Nullable Phrase problem) {
        return new HttpsLook(stage, "", "", null, certificate, List.of(), problem);
    }
}
