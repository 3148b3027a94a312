package dev.porthole.server.conditions;

import dev.porthole.server.transport.FilePart;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;

/**
 * What was handed over to be sent, and is sent piece by piece. How far it has got can be seen of the message itself, as
 * if it were sent whole. For the channel's event loop only.
 */
final class Outgoing {

    /** What goes to the socket in one go. */
    record Part(Object message, long length) {}

    private final Object message;
    private final ChannelPromise promise;
    private final boolean follows;
    private final long length;
    private final int firstIndex;
    private long cutOff;
    private long taken;
    private boolean whole;
    private boolean ended;

    /**
     * Of which nothing has been sent.
     *
     * @param follows whether it was handed over as soon as something before it was taken
     */
    Outgoing(Object message, ChannelPromise promise, boolean follows) {
        this.message = message;
        this.promise = promise;
        this.follows = follows;
        this.length = switch (message) {
            case ByteBuf bytes -> bytes.readableBytes();
            case FileRegion region -> region.count() - region.transferred();
            default -> 0;
        };
        this.firstIndex = message instanceof ByteBuf bytes ? bytes.readerIndex() : 0;
    }

    boolean follows() {
        return follows;
    }

    /** Cuts off the next part, of so many bytes at most. */
    Part next(long most) {
        boolean divisible = message instanceof ByteBuf || message instanceof FilePart;
        long count = divisible ? Math.min(most, length - cutOff) : length;
        if (count == length) {
            whole = true;
            cutOff = length;
            return new Part(message, length);
        }
        long first = cutOff;
        cutOff += count;
        return switch (message) {
            case ByteBuf bytes -> new Part(bytes.retainedSlice(firstIndex + (int) first, (int) count), count);
            case FilePart part -> new Part(part.part(first, count), count);
            default -> throw new IllegalStateException("cannot be divided");
        };
    }

    /** Whether no part is left to be cut off, or it has failed. */
    boolean isCutUp() {
        return ended || whole || cutOff == length && length > 0;
    }

    /** The system has taken a part. */
    void taken(Part part) {
        taken += part.length();
        if (!whole) {
            switch (message) {
                case ByteBuf bytes -> bytes.readerIndex(firstIndex + (int) taken);
                case FilePart region -> region.copied(taken);
                default -> throw new IllegalStateException("cannot be divided");
            }
        }
        if (taken == length && isCutUp() && end()) {
            promise.trySuccess();
        }
    }

    /** It will never be sent as a whole. */
    void failed(Throwable cause) {
        if (end()) {
            promise.tryFailure(cause);
        }
    }

    /** Ends it because the channel does; who made no promise has nobody to tell. */
    void dropped(Throwable cause) {
        if (end() && !promise.isVoid()) {
            promise.tryFailure(cause);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (!whole) {
            ReferenceCountUtil.release(message);
        }
        return true;
    }
}
