package dev.porthole.app.requests;

import dev.porthole.server.event.ResponseFinished;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a term of a filter can ask about: the word before its colon. */
public enum FilterKey {
    /** The status: {@code status:404}, {@code status:4xx}, {@code status>=400}. */
    STATUS,
    /** The request target, as sent or as people read it; {@code path=/} is the whole of it. */
    PATH,
    /** The method. */
    METHOD,
    /** The media type, or its short name: {@code type:css}. */
    TYPE,
    /** Bytes sent, head included: {@code size>1MB}. */
    SIZE(">"),
    /** From the first byte of the request to the last of the answer: {@code took>10ms}. */
    TOOK(">"),
    /** Why the server answered so: {@code reason:cached}, {@code reason:etag}. */
    REASON,
    /** How the answer ended: {@code outcome:cut}. */
    OUTCOME,
    /** The client's address. */
    CLIENT,
    /** The connection's number: {@code conn:#3}. */
    CONN,
    /** A field of the request head: {@code header:cookie}, {@code header:user-agent=firefox}. */
    HEADER,
    /** The page that the request came from. */
    REFERER,
    /** When it came, by this computer's clock: {@code time:14:02..14:03}. */
    TIME,
    /** Whether someone pinned it. */
    PINNED,
    /** Whether it is one of those that browsers send by themselves. */
    NOISE;

    private final String usualSign;

    FilterKey() {
        this(":");
    }

    FilterKey(String usualSign) {
        this.usualSign = usualSign;
    }

    /** The word that stands for it in a filter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word and the sign that usually follows. */
    String opening() {
        return word() + usualSign;
    }

    static Optional<FilterKey> of(String word) {
        return Stream.of(values()).filter(key -> key.word().equalsIgnoreCase(word)).findFirst();
    }

    static String allWords() {
        return Stream.of(values()).map(FilterKey::word).collect(Collectors.joining(", "));
    }

    /**
     * The term that finds the rows that have the same value as this one.
     *
     * @return the term, or nothing when the row has no value (yet), or one that no other row shares
     */
    public Optional<String> termFor(LogRow row) {
        ResponseFinished response = row.exchange().response();
        String value = switch (this) {
            case METHOD -> row.exchange().request().method();
            case PATH -> RequestTexts.path(RequestTexts.withoutQuery(row.exchange().request().target()));
            case CLIENT -> row.client();
            case CONN -> "#" + row.exchange().request().connection();
            case STATUS -> response == null ? "" : Integer.toString(response.status());
            case TYPE -> response == null
                    ? "" : RequestTexts.type(Objects.requireNonNullElse(response.mediaType(), ""));
            default -> "";
        };
        return value.isEmpty() ? Optional.empty() : Optional.of(FilterText.term(this, value));
    }
}
