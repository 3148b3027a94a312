package dev.porthole.server.http;

import dev.porthole.server.files.PageCache;
import dev.porthole.server.loop.LoopRecorder;
import dev.porthole.server.transport.LoopRound;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop remember together. For the loop's thread only. */
final class LoopMemory {

    private static final int MOST_SECTIONS = 128;

    private final int index;
    private final FileMemory files;
    private final LoopRound round = LoopRound.current();
    private final LoopRecorder recorder = LoopRecorder.current();
    private final LineKey probe = new LineKey();
    private final Map<LineKey, FieldSection> sections = new LinkedHashMap<>(MOST_SECTIONS * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LineKey, FieldSection> eldest) {
            return size() > MOST_SECTIONS;
        }
    };
    private final PageCache pageCache = new PageCache();
    private final Turns turns = new Turns(round::number);
    private long polledReport;
    private long toldRound;
    private long toldNanos;
    private long wallRound;
    private long wallMillis;
    private long wallNanos;
    private Instant lastInstant = Instant.EPOCH;

    LoopMemory(int index, FileMemory files) {
        this.index = index;
        this.files = files;
    }

    /** Which of the server's loops this is, from 0. */
    int index() {
        return index;
    }

    /**
     * Asks the system for changes, unless that was done since its last report. What a socket was ready with then
     * had been sent before that, so once for each report is enough for the first bytes read from each socket;
     * bytes read later may have been sent later.
     */
    void pollChanges(boolean alsoAgain) {
        long report = round.report();
        if (alsoAgain || polledReport != report) {
            polledReport = report;
            files.poll();
        }
    }

    /** By which the loop asks what it can send without waiting for the disk. */
    PageCache pageCache() {
        return pageCache;
    }

    /** Where it is told what the loop does, while somebody looks on. */
    LoopRecorder recorder() {
        return recorder;
    }

    /** How the loop's rounds are shared among those who have much to send. */
    Turns turns() {
        return turns;
    }

    /** Asks the clock; whoever comes next in this round may take the answer for the present. */
    long tellNanos() {
        toldRound = round.number();
        toldNanos = System.nanoTime();
        return toldNanos;
    }

    /** The time at which the work before this ended, or now when this is the first in the round. */
    long nanos() {
        return toldRound == round.number() ? toldNanos : tellNanos();
    }

    /** The wall clock's milliseconds at a time of this round. */
    long millisAt(long nanos) {
        long number = round.number();
        if (wallRound != number) {
            wallRound = number;
            wallMillis = System.currentTimeMillis();
            wallNanos = System.nanoTime();
        }
        return wallMillis + (nanos - wallNanos) / 1_000_000;
    }

    /** An instant for milliseconds of the wall clock; the same object as long as they are the same. */
    Instant instant(long millis) {
        if (lastInstant.toEpochMilli() != millis) {
            lastInstant = Instant.ofEpochMilli(millis);
        }
        return lastInstant;
    }

    @Nullable HotFile file(ByteBuf in, int start, int length, long nowNanos) {
        HotFile file = files.recall(probe.pointTo(in, start, length), nowNanos);
        probe.release();
        return file;
    }

    /** Whether what is sent for a request line may depend on who asks. */
    boolean isNegotiating() {
        return files.isNegotiating();
    }

    @Nullable HotFile file(ByteBuf in, int start, int length, AcceptEncoding accepted, long nowNanos) {
        HotFile file = files.recall(probe.pointTo(in, start, length), accepted, nowNanos);
        probe.release();
        return file;
    }

    @Nullable FieldSection section(ByteBuf in, int start, int length) {
        FieldSection section = sections.get(probe.pointTo(in, start, length));
        probe.release();
        return section;
    }

    /** Remembers the header section of a request that was answered, if it is one of the simple kind. */
    void remember(Request request) {
        FieldSection.of(request).ifPresent(section -> sections.put(section.key(), section));
    }
}
