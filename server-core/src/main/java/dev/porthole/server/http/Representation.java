package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer says of content (RFC 9110 section 3.2).
 *
 * @param mediaType of the content as it is
 * @param validators of exactly the bytes that are sent
 * @param coding in which they are, or null when they are the content as it is
 * @param accepted the wish of the client that it was chosen for, or null when every client would be sent the same
 */
record Representation(
        String mediaType,
        Preconditions.Validators validators,
        @Nullable ContentCoding coding,
        @Nullable AcceptEncoding accepted) {

    /** Content as it is, whoever asks. */
    static Representation plain(String mediaType, Preconditions.Validators validators) {
        return new Representation(mediaType, validators, null, null);
    }

    /**
     * The same content in a coding that was chosen for a client.
     *
     * @param from the validators of what it comes from
     * @param stored whether it comes from a file that holds it, or is made
     */
    Representation in(
            ContentCoding chosen, Preconditions.Validators from, boolean stored, AcceptEncoding wish) {
        return new Representation(mediaType, from.in(chosen, stored), chosen, wish);
    }

    /** The same with other validators. */
    Representation withValidators(Preconditions.Validators others) {
        return new Representation(mediaType, others, coding, accepted);
    }

    /** The same content as it is, where a client with another wish might be sent it in a coding. */
    Representation chosenFor(AcceptEncoding wish) {
        return new Representation(mediaType, validators, coding, wish);
    }

    /** Whether another client might have been sent another form. */
    boolean isNegotiated() {
        return accepted != null;
    }

    /**
     * Whether parts of it can be asked for: not of what was encoded for a client, because parts are always of the
     * content as it is.
     */
    boolean hasRanges() {
        return coding == null || !isNegotiated();
    }
}
