package dev.porthole.server.http;

import dev.porthole.server.coding.ContentCoding;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions of RFC 9110 section 13 in the order of section 13.2.2, as pure functions of the request's
 * fields and the validators of what would be served.
 */
final class Preconditions {

    /**
     * The validators of a representation.
     *
     * @param entityTag or null when none can be vouched for
     * @param lastModified in whole seconds, or null when none can be vouched for
     */
    record Validators(@Nullable String entityTag, @Nullable Instant lastModified) {

        static final Validators NONE = new Validators(null, null);

        /**
         * The validators of the same content in a coding, whose tag has to be another (RFC 9110 section 8.8.3.3).
         *
         * @param strong whether its bytes are kept as they are; not when they are made anew, which another version
         *     of the program may do otherwise
         */
        Validators in(ContentCoding coding, boolean strong) {
            if (entityTag == null) {
                return this;
            }
            String coded = entityTag.substring(0, entityTag.length() - 1) + "-" + coding.token() + "\"";
            return new Validators(strong || EntityTags.isWeak(coded) ? coded : "W/" + coded, lastModified);
        }
    }

    private Preconditions() {}

    /** The reason to answer 304 or 412 instead, or empty when the request is to be carried out. */
    static Optional<Why> evaluate(HeaderFields fields, Validators current) {
        String tag = current.entityTag();
        String ifMatch = fields.combined("If-Match");
        if (ifMatch != null) {
            EntityTags tags = EntityTags.parse(ifMatch);
            if (!tags.any() && (tag == null || !tags.matchesStrongly(tag))) {
                return Optional.of(Why.of(Rule.IF_MATCH_FAILED, ifMatch));
            }
        } else {
            Optional<Instant> unmodifiedSince = date(fields, "If-Unmodified-Since");
            if (unmodifiedSince.isPresent()
                    && current.lastModified() != null
                    && current.lastModified().isAfter(unmodifiedSince.get())) {
                return Optional.of(Why.of(Rule.MODIFIED_SINCE, HttpDate.format(unmodifiedSince.get())));
            }
        }
        String ifNoneMatch = fields.combined("If-None-Match");
        if (ifNoneMatch != null) {
            EntityTags tags = EntityTags.parse(ifNoneMatch);
            boolean matches = tags.any() || tag != null && tags.matchesWeakly(tag);
            return matches ? Optional.of(Why.of(Rule.ETAG_MATCHED, tag == null ? "*" : tag)) : Optional.empty();
        }
        Optional<Instant> modifiedSince = date(fields, "If-Modified-Since");
        if (modifiedSince.isPresent()
                && current.lastModified() != null
                && !current.lastModified().isAfter(modifiedSince.get())) {
            return Optional.of(Why.of(Rule.NOT_MODIFIED_SINCE, HttpDate.format(modifiedSince.get())));
        }
        return Optional.empty();
    }

    /**
     * Whether a Range is to be honoured (section 13.1.5): only when If-Range is absent, or names the current
     * representation by a strong validator.
     */
    static boolean rangeHolds(HeaderFields fields, Validators current) {
        if (!fields.has("If-Range")) {
            return true;
        }
        String value = fields.single("If-Range");
        if (value == null) {
            return false;
        }
        if (value.startsWith("\"") || value.startsWith("W/")) {
            return value.equals(current.entityTag()) && !EntityTags.isWeak(value);
        }
        // Last-Modified is only ever sent once it is too old to change unnoticed, so it is strong (8.8.2.2).
        Optional<Instant> date = HttpDate.parse(value);
        return date.isPresent() && date.get().equals(current.lastModified());
    }

    /** A date field that is absent, repeated or not a date is ignored. */
    private static Optional<Instant> date(HeaderFields fields, String name) {
        String value = fields.single(name);
        return value == null ? Optional.empty() : HttpDate.parse(value);
    }
}
