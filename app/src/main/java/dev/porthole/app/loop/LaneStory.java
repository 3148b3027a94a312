package dev.porthole.app.loop;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.LoopEvent;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one connection did, put together from the events about it. For one thread. */
final class LaneStory {

    /** EPOLLIN, OP_READ, and how kqueue's EVFILT_READ is told. */
    private static final int READABLE = 0x1 | 0x2;

    /** EPOLLOUT, OP_WRITE, and how kqueue's EVFILT_WRITE is told. */
    private static final int WRITABLE = 0x4;

    /** IORING_OP_RECV of io_uring_enter(2). */
    private static final int RECEIVE = 27;

    private static final int MOST_CHANGES = 64;

    private final long connection;
    private final Deque<LaneBlock> blocks = new ArrayDeque<>();
    private final Deque<LoopEvent.InterestChanged> changes = new ArrayDeque<>();
    private final Runnable onBlock;
    private int descriptor = -1;
    private @Nullable InetSocketAddress client;
    private long opened = Long.MIN_VALUE;
    private long closed = Long.MAX_VALUE;
    private @Nullable CloseReason reason;
    private int mask;
    private int ready;
    private long readyRound = -1;
    private long wakeUps;
    private boolean answerEnded;

    private @Nullable BlockKind open;
    private long openFrom;
    private long openRound;
    private List<LoopEvent> openEvents = new ArrayList<>();

    /** With what is told whenever a block is complete. */
    LaneStory(long connection, Runnable onBlock) {
        this.connection = connection;
        this.onBlock = onBlock;
    }

    long closed() {
        return closed;
    }

    int descriptor() {
        return descriptor;
    }

    int mask() {
        return mask;
    }

    boolean isEmpty() {
        return blocks.isEmpty() && open == null;
    }

    /** It is in the list of what the loop asks for. */
    void listed(Interest interest) {
        descriptor = interest.descriptor();
        mask = interest.mask();
        client = interest.client();
        closed = Long.MAX_VALUE;
    }

    /** It is no longer there, but nobody told of its end. */
    void gone(long nanos) {
        finish(nanos);
        closed = Math.min(closed, nanos);
        mask = 0;
    }

    /** Some events are missing, so what was going on may have ended. */
    void gap(long nanos) {
        finish(nanos);
    }

    void forgetOldest() {
        blocks.pollFirst();
    }

    void accept(LoopEvent event) {
        switch (event) {
            case LoopEvent.Opened begun -> {
                descriptor = begun.descriptor();
                client = begun.client();
                opened = begun.nanos();
            }
            case LoopEvent.InterestChanged changed -> interestChanged(changed);
            case LoopEvent.Ready told -> ready(told, told.mask());
            case LoopEvent.Completed told -> completed(told);
            case LoopEvent.Accepted accepted -> note(accepted);
            case LoopEvent.BytesRead read -> {
                if (open == null) {
                    begin(BlockKind.READ, read);
                } else {
                    note(read);
                }
            }
            case LoopEvent.RequestFound found -> {
                finish(found.nanos());
                begin(BlockKind.FIND, found);
            }
            case LoopEvent.AnswerBegan began -> {
                finish(began.nanos());
                answerEnded = false;
                begin(BlockKind.WRITE, began);
            }
            case LoopEvent.BytesWritten written -> written(written);
            case LoopEvent.AnswerEnded ended -> {
                answerEnded = true;
                note(ended);
            }
            case LoopEvent.Handled handled -> {
                if (open != BlockKind.FIND && open != BlockKind.FULL) {
                    finish(handled.nanos());
                }
            }
            case LoopEvent.Closed end -> closed(end);
            default -> { /* The loop's own affair. */ }
        }
    }

    private void interestChanged(LoopEvent.InterestChanged changed) {
        mask = changed.after();
        descriptor = changed.descriptor() < 0 ? descriptor : changed.descriptor();
        changes.addLast(changed);
        if (changes.size() > MOST_CHANGES) {
            changes.removeFirst();
        }
        note(changed);
    }

    private void ready(LoopEvent event, int told) {
        wakeUps++;
        ready = told;
        readyRound = event.round();
        if (connection == 0) {
            begin(BlockKind.ACCEPT, event);
        } else if (open == BlockKind.FULL && (told & WRITABLE) != 0) {
            finish(event.nanos());
            begin(BlockKind.WRITE, event);
        } else if (open != null) {
            note(event);
        } else if ((told & READABLE) != 0) {
            begin(BlockKind.READ, event);
        } else {
            begin((told & WRITABLE) != 0 ? BlockKind.WRITE : BlockKind.CLOSE, event);
        }
    }

    private void completed(LoopEvent.Completed told) {
        ready(told, told.operation() == RECEIVE ? READABLE : WRITABLE);
    }

    private void written(LoopEvent.BytesWritten written) {
        if (open == BlockKind.WRITE) {
            note(written);
        } else {
            finish(written.nanos());
            begin(BlockKind.WRITE, written);
        }
        if (written.full()) {
            finish(written.nanos());
            begin(BlockKind.FULL, written);
        } else if (answerEnded && written.written() == written.asked()) {
            finish(written.nanos());
        }
    }

    private void closed(LoopEvent.Closed end) {
        closed = end.nanos();
        reason = end.reason();
        mask = 0;
        if (open == null) {
            begin(BlockKind.CLOSE, end);
            finish(end.nanos());
        } else {
            note(end);
            if (open == BlockKind.FULL || open == BlockKind.FIND) {
                finish(end.nanos());
            }
        }
    }

    private void begin(BlockKind kind, LoopEvent event) {
        open = kind;
        openFrom = event.nanos();
        openRound = event.round();
        openEvents = new ArrayList<>(4);
        openEvents.add(event);
    }

    private void note(LoopEvent event) {
        if (open != null) {
            openEvents.add(event);
        }
    }

    private void finish(long nanos) {
        BlockKind kind = open;
        if (kind == null) {
            return;
        }
        boolean end = kind == BlockKind.READ
                && openEvents.stream().noneMatch(LoopEvent.BytesRead.class::isInstance)
                && openEvents.stream().anyMatch(LoopEvent.Closed.class::isInstance);
        blocks.addLast(new LaneBlock(
                end ? BlockKind.CLOSE : kind, openFrom, nanos, openRound, List.copyOf(openEvents)));
        open = null;
        onBlock.run();
    }

    /** Whether it was there at any time of a span. */
    boolean isIn(long from, long to) {
        return opened < to && closed > from;
    }

    /**
     * What is to be drawn.
     *
     * @param from the beginning of the shown time
     * @param to its end
     * @param step blocks that are closer together than this cannot be told apart
     * @param shownRound the round that is told at the end, or -1
     */
    LaneView view(long from, long to, long step, long shownRound) {
        List<LaneBlock> shown = new ArrayList<>();
        if (open != null && openFrom <= to) {
            long end = Math.min(to, Math.max(openFrom, closed));
            shown.add(new LaneBlock(open, openFrom, end, openRound, List.copyOf(openEvents)));
        }
        long next = Long.MAX_VALUE;
        for (Iterator<LaneBlock> newest = blocks.descendingIterator(); newest.hasNext();) {
            LaneBlock block = newest.next();
            if (block.to() < from) {
                break;
            }
            boolean apart = block.to() - block.from() >= step || next - block.from() >= step;
            if (block.from() <= to && apart) {
                shown.add(block.to() > to ? block.until(to) : block);
                next = block.from();
            }
        }
        Collections.reverse(shown);
        return new LaneView(
                connection, descriptor, client, opened, closed, reason, maskAt(to),
                readyRound == shownRound ? ready : 0, wakeUps, List.copyOf(shown));
    }

    /** What was asked for at a moment, as far back as changes are kept. */
    private int maskAt(long nanos) {
        int then = mask;
        for (Iterator<LoopEvent.InterestChanged> newest = changes.descendingIterator(); newest.hasNext();) {
            LoopEvent.InterestChanged change = newest.next();
            if (change.nanos() <= nanos) {
                break;
            }
            then = change.before();
        }
        return then;
    }
}
