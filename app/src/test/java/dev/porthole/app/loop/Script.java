package dev.porthole.app.loop;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.loop.AnswerSource;
import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.LoopEvent;
import dev.porthole.server.loop.LoopEvent.Change;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Events as a loop tells them, a microsecond apart, written down as a story. */
final class Script {

    static final int IN = 0x1;
    static final int OUT = 0x4;
    static final int RDHUP = 0x2000;
    static final long MICRO = 1_000;
    static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 45_704);

    private final LoopStory story;
    private long sequence;
    private long nanos;
    private long round;

    Script(LoopStory story) {
        this.story = story;
    }

    long now() {
        return nanos;
    }

    Script sleep(long length) {
        nanos += length;
        return this;
    }

    private long next() {
        nanos += MICRO;
        return nanos;
    }

    private Script tell(LoopEvent event) {
        story.accept(event);
        return this;
    }

    Script listed(Interest... interests) {
        return tell(new LoopEvent.InterestListed(sequence++, next(), round, List.of(interests)));
    }

    Script waits() {
        return tell(new LoopEvent.WaitBegan(sequence++, next(), ++round, true));
    }

    Script roundEnds(int handled) {
        return tell(new LoopEvent.RoundEnded(sequence++, next(), round, handled));
    }

    Script ready(long connection, int mask) {
        return tell(new LoopEvent.Ready(sequence++, next(), round, connection, fd(connection), mask));
    }

    Script handled(long connection) {
        return tell(new LoopEvent.Handled(sequence++, next(), round, connection, fd(connection)));
    }

    Script opened(long connection) {
        return tell(new LoopEvent.Opened(sequence++, next(), round, connection, fd(connection), CLIENT))
                .interest(connection, Change.ADD, 0, IN | RDHUP);
    }

    Script accepted(long connection) {
        return tell(new LoopEvent.Accepted(sequence++, next(), round, fd(connection), CLIENT));
    }

    Script interest(long connection, Change change, int before, int after) {
        return tell(new LoopEvent.InterestChanged(
                sequence++, next(), round, change, connection, fd(connection), before, after));
    }

    Script read(long connection, int bytes) {
        return tell(new LoopEvent.BytesRead(sequence++, next(), round, connection, bytes));
    }

    Script found(long connection, int request) {
        return tell(new LoopEvent.RequestFound(sequence++, next(), round, connection, request, "GET", "/" + request));
    }

    Script began(long connection, int request, AnswerSource source, long bytes) {
        return tell(new LoopEvent.AnswerBegan(sequence++, next(), round, connection, request, 200, source, bytes));
    }

    Script wrote(long connection, long asked, long written, boolean full) {
        return tell(new LoopEvent.BytesWritten(sequence++, next(), round, connection, asked, written, full));
    }

    Script ended(long connection, int request) {
        return tell(new LoopEvent.AnswerEnded(sequence++, next(), round, connection, request, true));
    }

    Script closed(long connection) {
        return tell(new LoopEvent.Closed(sequence++, next(), round, connection, CloseReason.CLIENT_CLOSED));
    }

    /** A request that is answered from memory within one round. */
    Script quickRequest(long connection, int request) {
        return waits().ready(connection, IN).read(connection, 80).found(connection, request)
                .began(connection, request, AnswerSource.MEMORY, 26).wrote(connection, 200, 200, false)
                .ended(connection, request).handled(connection).roundEnds(1);
    }

    private static int fd(long connection) {
        return (int) (40 + connection);
    }
}
