package dev.porthole.app.requests;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a row is sorted by. Values that are not known, such as the time of an answer that is not finished, come
 * last, whichever way the others are sorted.
 *
 * @param row the row
 * @param known whether the row has a value
 * @param number the value, if it is a number
 * @param text the value, if it is a text
 */
record SortKey(LogRow row, boolean known, long number, String text) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** The key of a row in a column; heads are read through the given function. */
    static SortKey of(RequestColumn column, LogRow row, Function<LogRow, String> head) {
        RequestReceived request = row.exchange().request();
        return switch (column) {
            case NUMBER -> ofNumber(row, row.number());
            case TIME -> ofNumber(row, nanos(request.at()));
            case CONNECTION -> ofNumber(row, request.connection());
            case CLIENT -> ofText(row, row.client());
            case METHOD -> ofText(row, request.method());
            case HOST -> ofText(row, RequestTexts.field(head.apply(row), "Host"));
            case PATH -> ofText(row, request.target());
            case REFERER -> ofText(row, RequestTexts.field(head.apply(row), "Referer"));
            case USER_AGENT -> ofText(row, RequestTexts.field(head.apply(row), "User-Agent"));
            case STATUS, TYPE, CONTENT_TYPE, BODY, SENT, TOTAL, FIRST_BYTE, FIND, WRITE, TOOK, BAR, REASON, FILE,
                    OUTCOME -> {
                ResponseFinished response = row.exchange().response();
                yield response == null ? unknown(row) : of(column, row, response);
            }
        };
    }

    /** Compares by value; what is unknown is left out of it. */
    static Comparator<SortKey> comparator(boolean descending) {
        Comparator<SortKey> values = Comparator.comparingLong(SortKey::number).thenComparing(SortKey::text);
        return Comparator.comparing(SortKey::known).reversed()
                .thenComparing(descending ? values.reversed() : values);
    }

    private static SortKey of(RequestColumn column, LogRow row, ResponseFinished response) {
        return switch (column) {
            case STATUS -> ofNumber(row, response.status());
            case TYPE -> ofText(row, RequestTexts.type(response.mediaType()));
            case CONTENT_TYPE -> ofText(row, response.mediaType());
            case BODY -> ofNumber(row, response.bodyBytes());
            case SENT, TOTAL -> ofNumber(row, response.sentBytes());
            case FIRST_BYTE -> ofNumber(row, RequestTexts.firstByteNanos(response.timing()));
            case FIND -> ofNumber(row, response.timing().findNanos());
            case WRITE -> ofNumber(row, RequestTexts.writingNanos(response.timing()));
            case TOOK, BAR -> ofNumber(row, response.timing().totalNanos());
            case REASON -> ofText(row, response.why().rule().name());
            case FILE -> ofText(row, response.file());
            case OUTCOME -> ofText(row, response.outcome().name());
            default -> throw new IllegalArgumentException(column + " is not about the answer");
        };
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
    }

    private static SortKey ofNumber(LogRow row, long number) {
        return new SortKey(row, true, number, "");
    }

    private static SortKey ofText(LogRow row, @Nullable String text) {
        return new SortKey(row, text != null && !text.isEmpty(), 0, Objects.requireNonNullElse(text, ""));
    }

    private static SortKey unknown(LogRow row) {
        return new SortKey(row, false, 0, "");
    }
}
