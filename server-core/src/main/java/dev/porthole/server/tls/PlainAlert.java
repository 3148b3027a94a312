package dev.porthole.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Set;

/**
 * Looks during a handshake for an alert that the client sends without encryption. By then, the keys have been agreed
 * upon, so that Java takes it for broken bytes; but OpenSSL sends it so when it does not trust the certificate. For the
 * connection's event loop only.
 */
final class PlainAlert extends ChannelInboundHandlerAdapter {

    /** The type of records that carry alerts (RFC 8446 section 5.1). */
    private static final int ALERT_RECORD = 21;

    private static final int HEADER = 5;

    /** bad_certificate to certificate_unknown, and unknown_ca (RFC 8446 section 6). */
    private static final Set<Integer> NOT_TRUSTED = Set.of(42, 43, 44, 45, 46, 48);

    private boolean notTrusted;

    /** Whether the client has said that it does not take the certificate. */
    boolean saysNotTrusted() {
        return notTrusted;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            look(bytes);
        }
        context.fireChannelRead(message);
    }

    /** What a client sends at a time in a handshake begins with a record. */
    private void look(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at + HEADER + 2 <= bytes.writerIndex()) {
            int length = bytes.getUnsignedShort(at + 3);
            if (bytes.getUnsignedByte(at) == ALERT_RECORD && length == 2) {
                notTrusted |= NOT_TRUSTED.contains((int) bytes.getUnsignedByte(at + HEADER + 1));
            }
            at += HEADER + length;
        }
    }
}
