package dev.porthole.server.http;

import dev.porthole.server.conditions.Throttle;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the system goes on taking bytes for a client, and what holds them back before that. For the
 * connection's event loop only.
 */
final class WriteProgress {

    /** How many looks in a row without progress make a stalled reader. */
    static final int LOOKS_TO_STALL = 4;

    private final Channel channel;
    private @Nullable Throttle throttle;
    private int entries = -1;
    private long progress;
    private long passed;
    private int looksWithoutProgress;
    /** What throttles that are not there any more have held back. */
    private long heldBefore;

    WriteProgress(Channel channel) {
        this.channel = channel;
        this.throttle = Throttle.of(channel);
    }

    /** Begins to watch another answer. */
    void begin() {
        entries = -1;
        looksWithoutProgress = 0;
    }

    /** To be told what holds the connection back from now on; null for nothing. */
    void throttledBy(@Nullable Throttle now) {
        Throttle before = throttle;
        if (before != null && !before.equals(now)) {
            heldBefore += before.heldNanos();
        }
        throttle = now;
    }

    /** The name of the network that the client seems to have; empty for the one it really has. */
    String network() {
        return throttle == null ? "" : throttle.profile().name();
    }

    /** How long answers of this connection were held back, in nanoseconds, until now. */
    long heldNanos() {
        return throttle == null ? heldBefore : heldBefore + throttle.heldNanos();
    }

    /** How long the input that came last was held back; 0 if that has been asked before. */
    long takeInputHeldNanos() {
        return throttle == null ? 0 : throttle.takeInputHeldNanos();
    }

    /** Whether nothing is waiting to be taken. */
    boolean isIdle() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && buffer.isEmpty() && (throttle == null || throttle.isEmpty());
    }

    /** Whether what is sent may go to the socket itself, because nothing waits there or holds it back. */
    boolean isFree() {
        return throttle == null && isIdle();
    }

    /**
     * To be called at regular times: whether the last {@value #LOOKS_TO_STALL} found no progress. What is held back on
     * purpose is not the client's fault.
     */
    boolean isStalled() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        int entriesNow = buffer == null ? 0 : buffer.size();
        long progressNow = buffer == null ? 0 : buffer.currentProgress();
        boolean moved = entriesNow != entries || progressNow != progress || isLetThrough();
        looksWithoutProgress = moved ? 0 : looksWithoutProgress + 1;
        entries = entriesNow;
        progress = progressNow;
        return looksWithoutProgress >= LOOKS_TO_STALL;
    }

    private boolean isLetThrough() {
        Throttle present = throttle;
        if (present == null) {
            return false;
        }
        boolean moved = passed != present.passed();
        passed = present.passed();
        return moved || present.isHolding();
    }
}
