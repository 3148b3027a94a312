package dev.porthole.server.transport;

import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.AcceptPaused.Cause;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.loop.LoopRecorder;
import dev.porthole.server.system.SystemError;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * Sits on the listening channel and stops accepting while there are too many connections or no descriptors
 * left. Clients then wait in the system's accept queue, and the loop does not spin on an accept that fails.
 */
public final class AcceptGate extends ChannelInboundHandlerAdapter {

    private static final long RETRY_MILLIS = 100;

    private final EventSink events;
    private final int most;
    private int open;
    private boolean paused;

    /**
     * A gate that lets so many connections be open at once.
     *
     * @param events told when nobody can be accepted
     * @param most connections at once, at least 1
     */
    public AcceptGate(EventSink events, int most) {
        this.events = events;
        this.most = most;
        // Java reads classes and time zones from files when they are first needed. What is needed when no file
        // can be opened has to be there before: to tell of it, to end connections, and for the line that Netty
        // logs of what a listener throws, which begins with the local time. Without that, the loop itself ends.
        pausedBy(new IOException("Too many open files"));
        var _ = Closing.class;
        var _ = ZoneId.systemDefault();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        open++;
        Channel accepted = (Channel) message;
        LoopRecorder recorder = LoopRecorder.current();
        if (recorder.isOn()) {
            int descriptor = accepted instanceof UnixChannel unix ? unix.fd().intValue() : -1;
            recorder.accepted(descriptor, (InetSocketAddress) accepted.remoteAddress());
        }
        accepted.closeFuture().addListener(closed -> context.executor().execute(() -> left(context)));
        if (open >= most) {
            String detail = Integer.toString(most);
            pause(context, new AcceptPaused(Instant.now(), Cause.TOO_MANY_CONNECTIONS, detail));
        }
        context.fireChannelRead(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        pause(context, pausedBy(failure));
        context.executor().schedule(() -> resume(context), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void left(ChannelHandlerContext context) {
        open--;
        resume(context);
    }

    private static AcceptPaused pausedBy(Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        boolean descriptors = SystemError.EMFILE.isCauseOf(failure) || SystemError.ENFILE.isCauseOf(failure);
        return new AcceptPaused(
                Instant.now(), descriptors ? Cause.TOO_MANY_OPEN_FILES : Cause.OTHER, detail);
    }

    private void pause(ChannelHandlerContext context, AcceptPaused event) {
        if (!paused) {
            paused = true;
            context.channel().config().setAutoRead(false);
            events.accept(event);
        }
    }

    private void resume(ChannelHandlerContext context) {
        if (paused && open < most && context.channel().isOpen()) {
            paused = false;
            context.channel().config().setAutoRead(true);
        }
    }
}
