package dev.porthole.server.event;

import dev.porthole.server.event.ResponseFinished.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of the log, taken apart into arrays and overwritten in place, so that a request leaves no object
 * behind for the garbage collector to carry about. What a row refers to (texts, the connection) is mostly
 * shared by many.
 *
 * <p>Each row has a stamp: the number of the request that it belongs to, and flags. A thread that writes into
 * a row first sets {@link #BUSY}, by compare-and-set, and thereby owns it; no other writes into it until it
 * takes the flag back. Nobody waits for the owner: a newer request that finds the row of an older one busy
 * (its thread was held up while the whole ring was filled) leaves its number there with {@link #LOST} and is
 * not kept. Readers copy a row and look at the stamp before and after (a sequence lock): a copy made while it
 * changed is thrown away.
 */
final class RowBlock {

    /** How many rows a block has. */
    static final int ROWS = 1_024;

    /** What {@link #receive} returns for a request that is not kept. */
    static final int NOT_KEPT = -1;

    /** What {@link #stamp} returns for a request that is not here, or not yet. */
    static final long NOT_HERE = -1;

    private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);

    /** A thread is writing. */
    static final int BUSY = 1;
    /** The request with this number is not kept. */
    private static final int LOST = 2;
    /** The heads are forgotten. */
    private static final int HEADLESS = 4;
    /** The answer is here too, or is being written while the row is busy. */
    private static final int FINISHED = 8;
    static final int FLAG_BITS = 4;

    // Places in a row.
    private static final int CONNECTION = 0;
    private static final int RECEIVED_AT = 1;
    private static final int FINISHED_AT = 2;
    private static final int BODY_BYTES = 3;
    private static final int SENT_BYTES = 4;
    private static final int LONGS = 5;

    /** Nanoseconds, to seven digits: half the size, and a microsecond wrong in ten seconds. */
    private static final int QUEUE = 0;
    private static final int RECEIVE = 1;
    private static final int FIND = 2;
    private static final int WRITE = 3;
    private static final int BLOCKED = 4;
    private static final int HELD = 5;
    private static final int TIMES = 6;

    private static final int NUMBER_ON_CONNECTION = 0;
    private static final int STATUS = 1;
    private static final int HEAD_BYTES = 2;
    private static final int INTS = 3;

    private static final int ACTIVITY = 0;
    private static final int METHOD = 1;
    private static final int TARGET = 2;
    private static final int VERSION = 3;
    private static final int REQUEST_HEAD = 4;
    private static final int WHY = 5;
    private static final int FILE = 6;
    private static final int MEDIA_TYPE = 7;
    private static final int RESPONSE_HEAD = 8;
    private static final int OUTCOME = 9;
    private static final int IMPAIRMENT = 10;
    private static final int REFERENCES = 11;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final int LONGEST_TEXT = EventLog.LONGEST_TEXT;

    private final long[] stamps;
    private final long[] longs;
    private final int[] ints;
    private final float[] times;
    private final @Nullable Object[] references;

    RowBlock(int rows) {
        stamps = new long[rows];
        longs = new long[rows * LONGS];
        ints = new int[rows * INTS];
        times = new float[rows * TIMES];
        references = new Object[rows * REFERENCES];
    }

    /**
     * Writes a request over whatever older one is there.
     *
     * @param head the text to keep as its head
     * @param headBytes how much of the budget that takes
     * @return how much of the budget the overwritten row gives back, or {@link #NOT_KEPT}
     */
    int receive(int row, RequestReceived request, @Nullable ConnectionActivity activity, String head, int headBytes) {
        long kept = request.number() << FLAG_BITS;
        long before = claim(row, kept);
        if ((before & BUSY) != 0) {
            return NOT_KEPT;
        }
        int freed = (before & HEADLESS) == 0 ? ints[row * INTS + HEAD_BYTES] : 0;
        int at = row * LONGS;
        longs[at + CONNECTION] = request.connection();
        longs[at + RECEIVED_AT] = nanos(request.at());
        at = row * INTS;
        ints[at + NUMBER_ON_CONNECTION] = request.numberOnConnection();
        ints[at + HEAD_BYTES] = headBytes;
        at = row * REFERENCES;
        references[at + ACTIVITY] = activity;
        references[at + METHOD] = shortened(request.method());
        references[at + TARGET] = shortened(request.target());
        references[at + VERSION] = shortened(request.version());
        references[at + REQUEST_HEAD] = head;
        release(row, kept);
        return freed;
    }

    /**
     * Adds the answer to a request, if that is still here.
     *
     * @param head the text to keep as its head
     * @param headBytes how much of the budget that takes
     * @return whether the head is kept
     */
    boolean finish(int row, ResponseFinished response, String head, int headBytes) {
        long kept = response.number() << FLAG_BITS;
        long before = (long) STAMP.getAcquire(stamps, row);
        // It goes round a second time only when the heads are dropped in this very moment.
        while ((before & ~HEADLESS) == kept) {
            if (STAMP.compareAndSet(stamps, row, before, before | FINISHED | BUSY)) {
                VarHandle.storeStoreFence();
                boolean headKept = before == kept && hasRequestHead(row);
                write(row, response);
                references[row * REFERENCES + RESPONSE_HEAD] = headKept ? head : "";
                if (headKept) {
                    ints[row * INTS + HEAD_BYTES] += headBytes;
                }
                release(row, before | FINISHED);
                return headKept;
            }
            before = (long) STAMP.getAcquire(stamps, row);
        }
        return false;
    }

    /** Forgets the heads of a request if it is still here; returns how much of the budget that gives back. */
    int dropHeads(int row, long number) {
        long kept = number << FLAG_BITS;
        long before = (long) STAMP.getAcquire(stamps, row);
        while ((before & ~FINISHED) == kept) {
            int freed = ints[row * INTS + HEAD_BYTES];
            if (STAMP.compareAndSet(stamps, row, before, before | HEADLESS)) {
                // Not as the owner: should a newer request take the row just now, it may lose its heads.
                references[row * REFERENCES + REQUEST_HEAD] = null;
                references[row * REFERENCES + RESPONSE_HEAD] = null;
                return freed;
            }
            before = (long) STAMP.getAcquire(stamps, row);
        }
        return 0;
    }

    /** Whether the request with this number has come, and is not kept any more, or never was. */
    boolean isGone(int row, long number) {
        long stamp = (long) STAMP.getAcquire(stamps, row);
        long there = stamp >>> FLAG_BITS;
        return there > number || there == number && (stamp & LOST) != 0;
    }

    /** Whether the request with this number is here with its answer. */
    boolean isFinished(int row, long number) {
        long kept = number << FLAG_BITS | FINISHED;
        return ((long) STAMP.getAcquire(stamps, row) & ~HEADLESS) == kept;
    }

    /** A copy of the request with this number and its answer, or null when it is not here, or not yet. */
    @Nullable Exchange read(int row, long number) {
        while (true) {
            long stamp = stamp(row, number);
            if (stamp == NOT_HERE) {
                return null;
            }
            Exchange copy = copy(row, number, answered(stamp), headless(stamp));
            if (isUnchanged(row, stamp)) {
                return copy;
            }
        }
    }

    /**
     * The stamp of the request with this number, or {@link #NOT_HERE}. What is read from the row afterwards
     * belongs to that request only if {@link #isUnchanged} then says so.
     */
    long stamp(int row, long number) {
        long stamp = (long) STAMP.getAcquire(stamps, row);
        boolean beingReceived = (stamp & (BUSY | FINISHED)) == BUSY;
        return stamp >>> FLAG_BITS != number || (stamp & LOST) != 0 || beingReceived ? NOT_HERE : stamp;
    }

    /** Whether nothing was written into the row since it had this stamp. */
    boolean isUnchanged(int row, long stamp) {
        VarHandle.acquireFence();
        return (long) STAMP.getOpaque(stamps, row) == stamp;
    }

    /** Whether there is an answer under this stamp. While it is being written, the request is unfinished. */
    static boolean answered(long stamp) {
        return (stamp & BUSY) == 0 && (stamp & FINISHED) != 0;
    }

    /** Whether the heads are forgotten under this stamp. */
    static boolean headless(long stamp) {
        return (stamp & HEADLESS) != 0;
    }

    long connection(int row) {
        return longs[row * LONGS + CONNECTION];
    }

    @Nullable ConnectionActivity activity(int row) {
        return (ConnectionActivity) references[row * REFERENCES + ACTIVITY];
    }

    long receivedAtNanos(int row) {
        return longs[row * LONGS + RECEIVED_AT];
    }

    String method(int row) {
        return text(row * REFERENCES + METHOD);
    }

    String target(int row) {
        return text(row * REFERENCES + TARGET);
    }

    String requestHead(int row) {
        return text(row * REFERENCES + REQUEST_HEAD);
    }

    int status(int row) {
        return ints[row * INTS + STATUS];
    }

    long sentBytes(int row) {
        return longs[row * LONGS + SENT_BYTES];
    }

    long totalNanos(int row) {
        return timing(row * TIMES).totalNanos();
    }

    String mediaType(int row) {
        return text(row * REFERENCES + MEDIA_TYPE);
    }

    @Nullable Rule rule(int row) {
        Why why = (Why) references[row * REFERENCES + WHY];
        return why == null ? null : why.rule();
    }

    @Nullable Outcome outcome(int row) {
        return (Outcome) references[row * REFERENCES + OUTCOME];
    }

    /**
     * Makes the caller the owner of a row, for the request whose stamp is given.
     *
     * @return the stamp before; with {@link #BUSY} if another is the owner, or the row is a newer request's
     */
    long claim(int row, long kept) {
        while (true) {
            long before = (long) STAMP.getAcquire(stamps, row);
            if (before >= kept) {
                return BUSY;
            }
            // A lost request inherits the flag for the heads, because what they take is given back only once.
            long wanted = (before & BUSY) == 0 ? kept | BUSY : kept | BUSY | LOST | before & HEADLESS;
            if (STAMP.compareAndSet(stamps, row, before, wanted)) {
                VarHandle.storeStoreFence();
                return before;
            }
        }
    }

    /** Ends the ownership; from now on the row has the given stamp. */
    void release(int row, long stamp) {
        if (!STAMP.compareAndSet(stamps, row, stamp | BUSY, stamp)) {
            // A newer request has found the row busy. It is lost, and those after it have room again.
            long lost = (long) STAMP.getAcquire(stamps, row);
            while (!STAMP.compareAndSet(stamps, row, lost, lost & ~BUSY)) {
                lost = (long) STAMP.getAcquire(stamps, row);
            }
        }
    }

    /** What was done on purpose; null for nothing. */
    @Nullable Impairment impairment(int row) {
        return (Impairment) references[row * REFERENCES + IMPAIRMENT];
    }

    private void write(int row, ResponseFinished response) {
        int at = row * LONGS;
        longs[at + FINISHED_AT] = nanos(response.at());
        longs[at + BODY_BYTES] = response.bodyBytes();
        longs[at + SENT_BYTES] = response.sentBytes();
        ints[row * INTS + STATUS] = response.status();
        at = row * TIMES;
        times[at + QUEUE] = response.timing().queueNanos();
        times[at + RECEIVE] = response.timing().receiveNanos();
        times[at + FIND] = response.timing().findNanos();
        times[at + WRITE] = response.timing().writeNanos();
        times[at + BLOCKED] = response.timing().blockedNanos();
        times[at + HELD] = response.timing().heldNanos();
        at = row * REFERENCES;
        references[at + WHY] = shortened(response.why());
        references[at + FILE] = response.file();
        references[at + MEDIA_TYPE] = response.mediaType();
        references[at + OUTCOME] = response.outcome();
        references[at + IMPAIRMENT] = shortened(response.impairment());
    }

    /** Texts that a client can make long must not fill the memory when a hundred thousand of them are kept. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static Why shortened(Why why) {
        return why.detail().length() <= LONGEST_TEXT
                ? why : new Why(why.rule(), shortened(why.detail()), why.origins());
    }

    /** Nothing is null: that is cheaper to write, a hundred thousand times in a second. */
    private static @Nullable Impairment shortened(Impairment impairment) {
        if (!impairment.isThrottled() && !impairment.isFaulted()) {
            return null;
        }
        return impairment.fault().length() <= LONGEST_TEXT
                ? impairment : new Impairment(impairment.network(), shortened(impairment.fault()));
    }

    private boolean hasRequestHead(int row) {
        String head = (String) references[row * REFERENCES + REQUEST_HEAD];
        return head != null && !head.isEmpty();
    }

    private Exchange copy(int row, long number, boolean finished, boolean headless) {
        int at = row * LONGS;
        int texts = row * REFERENCES;
        RequestReceived request = new RequestReceived(
                number,
                longs[at + CONNECTION],
                ints[row * INTS + NUMBER_ON_CONNECTION],
                instant(longs[at + RECEIVED_AT]),
                text(texts + METHOD),
                text(texts + TARGET),
                text(texts + VERSION),
                headless ? "" : text(texts + REQUEST_HEAD));
        ConnectionActivity activity = (ConnectionActivity) references[texts + ACTIVITY];
        ResponseFinished response = finished ? response(row, request, headless) : null;
        return new Exchange(activity, request, response);
    }

    private @Nullable ResponseFinished response(int row, RequestReceived request, boolean headless) {
        int at = row * LONGS;
        int texts = row * REFERENCES;
        return new ResponseFinished(
                request.number(),
                request.connection(),
                instant(longs[at + FINISHED_AT]),
                ints[row * INTS + STATUS],
                (Why) references[texts + WHY],
                (String) references[texts + FILE],
                (String) references[texts + MEDIA_TYPE],
                longs[at + BODY_BYTES],
                longs[at + SENT_BYTES],
                headless ? "" : text(texts + RESPONSE_HEAD),
                timing(row * TIMES),
                (Outcome) references[texts + OUTCOME],
                Objects.requireNonNullElse(impairment(row), Impairment.NONE));
    }

    private Timing timing(int at) {
        return new Timing(
                (long) times[at + QUEUE],
                (long) times[at + RECEIVE],
                (long) times[at + FIND],
                (long) times[at + WRITE],
                (long) times[at + BLOCKED],
                (long) times[at + HELD]);
    }

    /** A text; empty where there is none, which can be seen of heads that are just being forgotten. */
    private String text(int place) {
        String text = (String) references[place];
        return text == null ? "" : text;
    }

    /** Since 1970; good until the year 2262. */
    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
