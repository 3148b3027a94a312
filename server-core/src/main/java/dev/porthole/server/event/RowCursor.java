package dev.porthole.server.event;

import dev.porthole.server.event.ResponseFinished.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one row of a log after the other where it lies, so that a hundred thousand can be searched without
 * a hundred thousand objects. Event loops go on writing meanwhile, so every look has three steps: go to a
 * request, read what is wanted, and believe it only if the row {@link #isUnchanged}; otherwise look again.
 * What was read in vain may be of two different requests, but it is never anything that was not in the log.
 * Used by one thread at a time.
 */
public final class RowCursor {

    private final RowRing rows;
    private @Nullable RowBlock block;
    private int row;
    private long number;
    private long stamp = RowBlock.NOT_HERE;

    RowCursor(RowRing rows) {
        this.rows = rows;
    }

    /**
     * Goes to the request with this number; one that is older than {@link EventLog#oldestNumber} may be found,
     * too.
     *
     * @param request its number, from 1
     * @return whether it is here; if not, nothing but {@link #isGone} may be asked
     */
    public boolean moveTo(long request) {
        number = request;
        row = rows.row(request);
        RowBlock found = rows.block(request);
        block = found;
        stamp = found == null ? RowBlock.NOT_HERE : found.stamp(row, request);
        return stamp != RowBlock.NOT_HERE;
    }

    /**
     * {@return whether the request is not kept any more, or never was; otherwise one that is not here is still to
     * come}
     */
    public boolean isGone() {
        RowBlock asked = block;
        return asked != null && asked.isGone(row, number);
    }

    /** {@return whether all that was read since the cursor went to this request belongs to it} */
    public boolean isUnchanged() {
        return there().isUnchanged(row, stamp);
    }

    /** {@return the request's number} */
    public long number() {
        return number;
    }

    /** {@return whether it is answered; what belongs to the answer has no meaning before} */
    public boolean isFinished() {
        return RowBlock.answered(stamp);
    }

    /** {@return the number of its connection} */
    public long connection() {
        return there().connection(row);
    }

    /** {@return the connection it came on; null when nothing was told of that} */
    public @Nullable ConnectionActivity activity() {
        return there().activity(row);
    }

    /** {@return when its head was complete: nanoseconds since 1970, UTC} */
    public long receivedAtNanos() {
        return there().receivedAtNanos(row);
    }

    /** {@return the method as sent} */
    public String method() {
        return there().method(row);
    }

    /** {@return the request target as sent} */
    public String target() {
        return there().target(row);
    }

    /** {@return the request head as received, or empty once the log dropped it} */
    public String requestHead() {
        return RowBlock.headless(stamp) ? "" : there().requestHead(row);
    }

    /** {@return the status of the answer} */
    public int status() {
        return there().status(row);
    }

    /** {@return how many bytes were sent, head included} */
    public long sentBytes() {
        return there().sentBytes(row);
    }

    /** {@return the time from the first byte of the request to the last of the answer, nanoseconds} */
    public long totalNanos() {
        return there().totalNanos(row);
    }

    /** {@return the Content-Type of the answer, or empty when there was none} */
    public String mediaType() {
        return there().mediaType(row);
    }

    /** {@return the rule that decided the status; null only in a row that is just changing} */
    public @Nullable Rule rule() {
        return there().rule(row);
    }

    /** {@return how the answer ended; null only in a row that is just changing} */
    public @Nullable Outcome outcome() {
        return there().outcome(row);
    }

    /** {@return what was done to it on purpose; null for nothing} */
    public @Nullable Impairment impairment() {
        return there().impairment(row);
    }

    private RowBlock there() {
        RowBlock at = block;
        if (at == null) {
            throw new IllegalStateException("the cursor is at no row");
        }
        return at;
    }
}
