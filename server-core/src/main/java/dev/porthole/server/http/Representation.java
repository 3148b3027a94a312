package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer says of content (RFC 9110 section 3.2).
 *
 * @param mediaType of the content as it is
 * @param validators of exactly the bytes that are sent
 * @param coding in which they are, or null when they are the content as it is
 * @param negotiated whether another client might have been sent another coding
 */
record Representation(
        String mediaType, Preconditions.Validators validators, @Nullable ContentCoding coding, boolean negotiated) {

    /** Content as it is, whoever asks. */
    static Representation plain(String mediaType, Preconditions.Validators validators) {
        return new Representation(mediaType, validators, null, false);
    }

    /**
     * The same content in a coding that was chosen for a client.
     *
     * @param from the validators of what it comes from
     * @param stored whether it comes from a file that holds it, or is made
     */
    Representation in(ContentCoding chosen, Preconditions.Validators from, boolean stored) {
        return new Representation(mediaType, from.in(chosen, stored), chosen, true);
    }

    /** The same with other validators. */
    Representation withValidators(Preconditions.Validators others) {
        return new Representation(mediaType, others, coding, negotiated);
    }

    /** The same content as it is, where another client might be sent it in a coding. */
    Representation asNegotiated() {
        return new Representation(mediaType, validators, coding, true);
    }

    /**
     * Whether parts of it can be asked for: not of what was encoded for a client, because parts are always of the
     * content as it is.
     */
    boolean hasRanges() {
        return coding == null || !negotiated;
    }
}
