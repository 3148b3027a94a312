package dev.porthole.server.transport;

import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.LoopRecorder;
import dev.porthole.server.loop.WatchedSockets;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets that an event loop is registered for, in a chain of their own making. For the loop's thread only. */
final class LoopSockets implements WatchedSockets {

    private static final FastThreadLocal<LoopSockets> CURRENT = new FastThreadLocal<>() {
        @Override
        protected LoopSockets initialValue() {
            return new LoopSockets();
        }
    };

    private final LoopRound round = LoopRound.current();
    private final LoopRecorder recorder = LoopRecorder.current();
    private @Nullable WatchedSocket newest;
    /** Those that the system has not taken everything for, though it has not said that it is full. */
    private List<SocketTraffic> unsettled = new ArrayList<>();

    private LoopSockets() {
        recorder.watch(this);
    }

    /** The sockets of the calling thread's loop. */
    static LoopSockets current() {
        return CURRENT.get();
    }

    LoopRound round() {
        return round;
    }

    LoopRecorder recorder() {
        return recorder;
    }

    void add(WatchedSocket socket) {
        WatchedSocket before = newest;
        socket.older = before;
        if (before != null) {
            before.newer = socket;
        }
        newest = socket;
        socket.chained = true;
    }

    void remove(WatchedSocket socket) {
        if (!socket.chained) {
            return;
        }
        socket.chained = false;
        WatchedSocket older = socket.older;
        WatchedSocket newer = socket.newer;
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        } else {
            newest = older;
        }
        socket.older = null;
        socket.newer = null;
    }

    /** Tells which connection a socket belongs to that was registered a moment ago. */
    void name(Channel channel, long connection) {
        for (WatchedSocket each = newest; each != null; each = each.older) {
            if (each.isOf(channel)) {
                each.name(channel, connection);
                return;
            }
        }
    }

    void unsettled(SocketTraffic traffic) {
        unsettled.add(traffic);
    }

    /** Before the loop waits again: what tasks have written is looked at now, as no event told of it. */
    void settle() {
        if (!unsettled.isEmpty()) {
            List<SocketTraffic> before = unsettled;
            unsettled = new ArrayList<>();
            before.forEach(SocketTraffic::settle);
        }
    }

    @Override
    public void setTraced(boolean traced) {
        unsettled.clear();
        for (WatchedSocket each = newest; each != null; each = each.older) {
            each.setTraced(traced);
        }
    }

    @Override
    public List<Interest> interests() {
        List<Interest> interests = new ArrayList<>();
        for (WatchedSocket each = newest; each != null; each = each.older) {
            interests.add(each.interest());
        }
        return List.copyOf(interests.reversed());
    }
}
