package dev.porthole.server.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Has parts of files copied through memory, for io_uring. Left to itself, Netty 4.2.18 would splice(2) them
 * there, but it cuts the position in the file down to 32 bits, so that beyond 2 GiB the wrong bytes are sent or
 * none; and as a splice to a socket waits for the reader, each slow one would hold a thread of the kernel.
 */
@ChannelHandler.Sharable
final class FilePartCopier extends ChannelOutboundHandlerAdapter {

    static final FilePartCopier INSTANCE = new FilePartCopier();

    /** So much waits in memory for each slow reader; there may be thousands. */
    private static final int MOST_AT_ONCE = 8 << 10;

    private static final FastThreadLocal<ByteBuffer> BUFFER = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return ByteBuffer.allocateDirect(MOST_AT_ONCE);
        }
    };

    private FilePartCopier() {}

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message instanceof FilePart part ? new Copied(part) : message, promise);
    }

    /** A part of a file that is not a DefaultFileRegion, by which the channel knows what it can splice. */
    static final class Copied extends AbstractReferenceCounted implements FileRegion {

        private final FilePart part;
        private long transferred;

        Copied(FilePart part) {
            this.part = part;
        }

        @Override
        public long position() {
            return part.position();
        }

        @Override
        @Deprecated
        public long transfered() {
            return transferred;
        }

        @Override
        public long transferred() {
            return transferred;
        }

        /** How much of the part has not been sent. */
        long left() {
            return part.count() - transferred;
        }

        /** Never much more than has been transferred, because the channel allocates memory for it. */
        @Override
        public long count() {
            return Math.min(part.count(), transferred + MOST_AT_ONCE);
        }

        /** The channel asks for more when the system has taken what it got before. */
        @Override
        public long transferTo(WritableByteChannel target, long position) throws IOException {
            part.copied(position);
            ByteBuffer bytes = BUFFER.get();
            bytes.clear().limit((int) Math.min(MOST_AT_ONCE, count() - position));
            if (part.file().read(bytes, part.position() + position) <= 0) {
                return 0;
            }
            int taken = target.write(bytes.flip());
            transferred += taken;
            return taken;
        }

        @Override
        protected void deallocate() {
            part.release();
        }

        @Override
        public FileRegion retain() {
            super.retain();
            return this;
        }

        @Override
        public FileRegion retain(int increment) {
            super.retain(increment);
            return this;
        }

        @Override
        public FileRegion touch() {
            return this;
        }

        @Override
        public FileRegion touch(Object hint) {
            return this;
        }
    }
}
