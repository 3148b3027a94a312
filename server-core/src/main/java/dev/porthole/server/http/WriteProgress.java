package dev.porthole.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Watches whether the system goes on taking bytes for a client. For the connection's event loop only. */
final class WriteProgress {

    /** How many looks in a row without progress make a stalled reader. */
    static final int LOOKS_TO_STALL = 4;

    private final Channel channel;
    private int entries = -1;
    private long progress;
    private int looksWithoutProgress;

    WriteProgress(Channel channel) {
        this.channel = channel;
    }

    /** Begins to watch another answer. */
    void begin() {
        entries = -1;
        looksWithoutProgress = 0;
    }

    /** Whether nothing is waiting to be taken. */
    boolean isIdle() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && buffer.isEmpty();
    }

    /** To be called at regular times: whether the last {@value #LOOKS_TO_STALL} found no progress. */
    boolean isStalled() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        int entriesNow = buffer == null ? 0 : buffer.size();
        long progressNow = buffer == null ? 0 : buffer.currentProgress();
        boolean moved = entriesNow != entries || progressNow != progress;
        looksWithoutProgress = moved ? 0 : looksWithoutProgress + 1;
        entries = entriesNow;
        progress = progressNow;
        return looksWithoutProgress >= LOOKS_TO_STALL;
    }
}
