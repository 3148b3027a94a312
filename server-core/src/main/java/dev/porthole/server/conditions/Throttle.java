package dev.porthole.server.conditions;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the network of one connection seem to be another one. What goes out is cut into pieces of about ten
 * milliseconds; each waits until the device's line has carried it, which all connections of the device share, and then
 * for as long as it takes to get there: half a round trip. So does what comes in; before the first of that, TCP would
 * have shaken hands, which takes a whole one.
 *
 * <p>It is in the pipeline, next to the socket, only while the connection is held back. What waits here is no more than
 * what was handed over by somebody who waits for its promise, and what came in: from a certain amount on, nothing is
 * read. For the channel's event loop only.
 */
public final class Throttle extends ChannelDuplexHandler {

    /** A hundred of them in a second look smooth. */
    private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What a packet carries in an Ethernet: less than that is not sent alone. */
    private static final long SMALLEST_PIECE = 1_460;

    private static final long LARGEST_PIECE = 64 << 10;

    /** What waits for the socket is little, and so it is seen when the client takes nothing. */
    private static final int MOST_AT_SOCKET = 4;

    private static final int MOST_INPUT = 64 << 10;

    /** Who waits for a promise, or for a look at the file after it, has handed over what follows by then. */
    private static final long FOLLOWS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final DeviceLine line;
    private final InetAddress device;
    private final Runnable onRemoval;
    private final LongSupplier clock;
    private final Deque<Outgoing> waiting = new ArrayDeque<>(4);
    private final Deque<Piece> underWay = new ArrayDeque<>(4);
    private final Deque<Arrival> arrivals = new ArrayDeque<>(2);
    private final Alarm sendAlarm = new Alarm(this::send);
    private final Alarm deliverAlarm = new Alarm(this::deliver);
    private @Nullable ChannelHandlerContext context;

    private long nextPieceNanos;
    private long lastOutNanos;
    private long lastInNanos;
    private long deliveredNanos;
    private long toldNanos;
    private long handsShakenNanos;
    private int atSocket;
    private long passed;
    private boolean sending;
    private boolean removed;
    private int inputBytes;
    private boolean holding;
    private long holdingSinceNanos;
    private long heldNanos;
    private long inputHeldNanos;

    /** A piece that the line has carried, or is carrying. */
    private record Piece(Outgoing of, Outgoing.Part part, long dueNanos) {}

    /** What came in: bytes, or an event that comes behind them. */
    private record Arrival(Object what, long atNanos, long dueNanos) {}

    /**
     * Holds nothing yet.
     *
     * @param onRemoval runs when it has left the pipeline
     * @param clock tells nanoseconds, as {@link System#nanoTime}
     */
    Throttle(DeviceLine line, InetAddress device, Runnable onRemoval, LongSupplier clock) {
        this.line = line;
        this.device = device;
        this.onRemoval = onRemoval;
        this.clock = clock;
        long now = clock.getAsLong();
        nextPieceNanos = now;
        lastOutNanos = now;
        lastInNanos = now;
        deliveredNanos = now;
        toldNanos = now - FOLLOWS_NANOS;
        handsShakenNanos = now;
    }

    /**
     * {@return what holds a channel back; null for nothing}
     *
     * @param channel of a connection, on its event loop
     */
    public static @Nullable Throttle of(Channel channel) {
        return channel.pipeline().get(Throttle.class);
    }

    DeviceLine line() {
        return line;
    }

    InetAddress device() {
        return device;
    }

    /** {@return the network that the connection seems to have} */
    public NetworkProfile profile() {
        return line.profile();
    }

    /** {@return whether nothing waits here to be sent} */
    public boolean isEmpty() {
        return waiting.isEmpty() && underWay.isEmpty();
    }

    /**
     * {@return whether it is the reason why nothing is sent just now: something waits here, and nothing for the
     * socket}
     */
    public boolean isHolding() {
        return holding;
    }

    /** {@return how many bytes have got past it and were taken by the system} */
    public long passed() {
        return passed;
    }

    /** {@return how long it has been the reason why nothing was sent, in nanoseconds, until now} */
    public long heldNanos() {
        return holding ? heldNanos + clock.getAsLong() - holdingSinceNanos : heldNanos;
    }

    /** {@return how long what came in last was held back, in nanoseconds; 0 if that has been asked before} */
    public long takeInputHeldNanos() {
        long held = inputHeldNanos;
        inputHeldNanos = 0;
        return held;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** The client believes that TCP still shakes hands; one that was connected before knows better. */
    @Override
    public void channelActive(ChannelHandlerContext active) {
        handsShakenNanos = clock.getAsLong() + profile().roundTrip().toNanos();
        active.fireChannelActive();
    }

    /** The line has become another one: nothing waits longer than it would have to there. */
    void lineChanged() {
        long now = clock.getAsLong();
        long latest = now + halfRoundTrip();
        nextPieceNanos = now;
        lastOutNanos = earlier(lastOutNanos, latest);
        lastInNanos = earlier(lastInNanos, latest);
        for (int left = underWay.size(); left > 0; left--) {
            Piece piece = underWay.remove();
            underWay.add(new Piece(piece.of, piece.part, earlier(piece.dueNanos, latest)));
        }
        for (int left = arrivals.size(); left > 0; left--) {
            Arrival arrival = arrivals.remove();
            arrivals.add(new Arrival(arrival.what, arrival.atNanos, earlier(arrival.dueNanos, latest)));
        }
        send();
        deliver();
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private long halfRoundTrip() {
        return profile().roundTrip().toNanos() / 2;
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        waiting.add(new Outgoing(message, promise, clock.getAsLong() - toldNanos < FOLLOWS_NANOS));
        noteHolding();
    }

    @Override
    public void flush(ChannelHandlerContext flushing) {
        send();
    }

    /** Sends what is due. Whoever is told of it may hand over more, which is looked at before this returns. */
    private void send() {
        if (sending || removed) {
            return;
        }
        sending = true;
        try {
            boolean more = true;
            while (more) {
                long now = clock.getAsLong();
                carry(now);
                more = false;
                while (!underWay.isEmpty() && atSocket < MOST_AT_SOCKET && underWay.peek().dueNanos - now <= 0) {
                    write(underWay.remove());
                    more = true;
                }
                if (more) {
                    own().flush();
                }
            }
        } finally {
            sending = false;
        }
        noteHolding();
        setSendAlarm();
    }

    /** Has the line carry what waits, one piece after the other, so that other connections come between. */
    private void carry(long now) {
        NetworkProfile network = profile();
        long rate = network.downBitsPerSecond();
        long most = rate == NetworkProfile.UNLIMITED
                ? Long.MAX_VALUE : Math.clamp(Pace.bytes(PIECE_NANOS, rate), SMALLEST_PIECE, LARGEST_PIECE);
        while (!waiting.isEmpty() && nextPieceNanos - now <= 0) {
            Outgoing first = waiting.element();
            if (first.isCutUp()) {
                waiting.remove();
                continue;
            }
            Outgoing.Part part = first.next(most);
            if (part.length() > 0) {
                // Of a real network the server would not have heard that something has got there: what follows would
                // have stood behind it at the socket, and the line would have carried it meanwhile.
                long since = first.follows() ? later(now - halfRoundTrip(), deliveredNanos) : now;
                nextPieceNanos = line.down().reserve(part.length(), rate, since);
                lastOutNanos = later(lastOutNanos, later(nextPieceNanos, since) + halfRoundTrip());
            }
            underWay.add(new Piece(first, part, lastOutNanos));
            if (first.isCutUp()) {
                waiting.remove();
            }
        }
    }

    private void write(Piece piece) {
        ChannelPromise promise = own().newPromise();
        atSocket++;
        own().write(piece.part.message(), promise);
        promise.addListener(done -> {
            atSocket--;
            if (done.isSuccess()) {
                passed += piece.part.length();
                toldNanos = piece.part.length() > 0 ? clock.getAsLong() : toldNanos;
                piece.of.taken(piece.part);
            } else {
                piece.of.failed(done.cause());
            }
            send();
        });
    }

    private void setSendAlarm() {
        if (removed) {
            return;
        }
        // With enough at the socket, it is the system that says when to go on.
        if (!underWay.isEmpty() && atSocket < MOST_AT_SOCKET) {
            sendAlarm.set(own().executor(), underWay.element().dueNanos, clock.getAsLong());
        }
        if (!waiting.isEmpty()) {
            sendAlarm.set(own().executor(), nextPieceNanos, clock.getAsLong());
        }
    }

    private void noteHolding() {
        boolean holds = atSocket == 0 && !isEmpty();
        if (holds != holding) {
            long now = clock.getAsLong();
            if (holding) {
                heldNanos += now - holdingSinceNanos;
            }
            holding = holds;
            holdingSinceNanos = now;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        long now = clock.getAsLong();
        int length = message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        long carried = line.up().reserve(length, profile().upBitsPerSecond(), now);
        lastInNanos = later(lastInNanos, later(later(carried, now), handsShakenNanos) + halfRoundTrip());
        inputBytes += length;
        arrivals.add(new Arrival(message, now, lastInNanos));
        readLessIfFull();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (arrivals.isEmpty()) {
            reading.fireChannelReadComplete();
        } else {
            deliver();
        }
    }

    /** The end of the input comes after it. */
    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !arrivals.isEmpty()) {
            arrivals.add(new Arrival(event, clock.getAsLong(), lastInNanos));
        } else {
            triggered.fireUserEventTriggered(event);
        }
    }

    private void deliver() {
        if (removed) {
            return;
        }
        long now = clock.getAsLong();
        boolean any = false;
        while (!arrivals.isEmpty() && arrivals.element().dueNanos - now <= 0) {
            deliver(arrivals.remove(), now);
            any = true;
        }
        if (any) {
            own().fireChannelReadComplete();
        }
        if (!arrivals.isEmpty() && !removed) {
            readLessIfFull();
            deliverAlarm.set(own().executor(), arrivals.element().dueNanos, now);
        }
    }

    private void deliver(Arrival arrival, long now) {
        deliveredNanos = now;
        if (arrival.what instanceof ChannelInputShutdownEvent) {
            own().fireUserEventTriggered(arrival.what);
            return;
        }
        inputBytes -= arrival.what instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        inputHeldNanos = Math.max(inputHeldNanos, now - arrival.atNanos);
        own().fireChannelRead(arrival.what);
    }

    /** Who reads next says again what it wants to be read, so nothing has to be taken back. */
    private void readLessIfFull() {
        if (inputBytes > MOST_INPUT && own().channel().config().isAutoRead()) {
            own().channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        drop();
        inactive.fireChannelInactive();
    }

    private void drop() {
        sendAlarm.cancel();
        deliverAlarm.cancel();
        ClosedChannelException closed = new ClosedChannelException();
        while (!underWay.isEmpty()) {
            Piece piece = underWay.remove();
            ReferenceCountUtil.release(piece.part.message());
            piece.of.dropped(closed);
        }
        while (!waiting.isEmpty()) {
            waiting.remove().dropped(closed);
        }
        while (!arrivals.isEmpty()) {
            ReferenceCountUtil.release(arrivals.remove().what);
        }
        inputBytes = 0;
        noteHolding();
    }

    /** What waits here goes at once, in its order. */
    @Override
    public void handlerRemoved(ChannelHandlerContext leaving) {
        removed = true;
        if (!leaving.channel().isActive()) {
            drop();
        }
        sendAlarm.cancel();
        deliverAlarm.cancel();
        while (!underWay.isEmpty()) {
            write(underWay.remove());
        }
        while (!waiting.isEmpty()) {
            Outgoing rest = waiting.remove();
            write(new Piece(rest, rest.next(Long.MAX_VALUE), 0));
        }
        leaving.flush();
        long now = clock.getAsLong();
        boolean any = !arrivals.isEmpty();
        while (!arrivals.isEmpty()) {
            deliver(arrivals.remove(), now);
        }
        if (any) {
            leaving.fireChannelReadComplete();
        }
        noteHolding();
        onRemoval.run();
    }

    private ChannelHandlerContext own() {
        return Objects.requireNonNull(context, "in a pipeline");
    }
}
