package dev.porthole.lab.trigger;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.system.Errno;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What Linux does with the reading side of one socket that some epoll instances watch, as plain Java: for computers
 * without that kernel. A test compares it with the kernel over many thousands of random waits.
 */
final class TriggerModel implements WatchedSocket {

    private static final int ALWAYS = EpollFlags.mask(EpollFlags.EPOLLERR, EpollFlags.EPOLLHUP);
    private static final int EVERYTHING = -1;
    private static final int ARRIVAL = EpollFlags.EPOLLIN.bit();

    private final List<Watcher> watchers;
    private final Map<Watcher, Item> items = new EnumMap<>(Watcher.class);
    private int unread;
    private boolean ended;
    private boolean reset;
    private int error;

    /** What an epoll instance knows of the socket. */
    private static final class Item {

        private int asked;
        private boolean listed;

        Item(int asked) {
            this.asked = asked;
        }
    }

    /** A connection that is open, with nothing sent, watched in these ways. */
    TriggerModel(List<Watcher> watchers) {
        this.watchers = List.copyOf(watchers);
        for (Watcher each : watchers) {
            items.put(each, new Item(0));
            modify(each);
        }
    }

    @Override
    public Evidence evidence() {
        return Evidence.MODEL;
    }

    @Override
    public List<Watcher> watchers() {
        return watchers;
    }

    @Override
    public boolean open() {
        return !ended && !reset;
    }

    @Override
    public boolean resettable() {
        return !reset;
    }

    @Override
    public void send(int bytes) {
        unread += bytes;
        happened(ARRIVAL);
    }

    @Override
    public void halfClose() {
        ended = true;
        happened(EVERYTHING);
    }

    @Override
    public void reset() {
        // After a FIN nobody was going to send any more, so the kernel calls the error that of a writer.
        error = (ended ? Errno.EPIPE : Errno.ECONNRESET).number();
        reset = true;
        happened(EVERYTHING);
    }

    /** Puts the socket on the ready list of everyone who asked for one of the flags. */
    private void happened(int flags) {
        for (Item each : items.values()) {
            each.listed |= (each.asked & flags) != 0;
        }
    }

    @Override
    public int read(int most) {
        if (unread > 0) {
            int read = Math.min(most, unread);
            unread -= read;
            return read;
        }
        if (ended) {
            return 0;
        }
        if (error != 0) {
            int told = error;
            error = 0;
            return -told;
        }
        return reset ? 0 : -Errno.EAGAIN.number();
    }

    @Override
    public int unread() {
        return unread;
    }

    @Override
    public boolean full() {
        return false;
    }

    @Override
    public int fill() {
        throw new UnsupportedOperationException("the model knows of reading only");
    }

    @Override
    public int peerReads(int parts) {
        throw new UnsupportedOperationException("the model knows of reading only");
    }

    @Override
    public int wait(Watcher watcher) {
        Item item = item(watcher);
        if (!item.listed) {
            return 0;
        }
        int told = state() & item.asked;
        boolean stays = told != 0 && !watcher.edge() && !watcher.once();
        item.listed = stays;
        if (told != 0 && watcher.once()) {
            item.asked = 0;
        }
        return told;
    }

    @Override
    public void modify(Watcher watcher) {
        Item item = item(watcher);
        item.asked = watcher.mask() & ~EpollFlags.mask(EpollFlags.EPOLLET, EpollFlags.EPOLLONESHOT) | ALWAYS;
        item.listed |= (state() & item.asked) != 0;
    }

    @Override
    public void close() {
        items.clear();
    }

    /** The level: all that is true of the socket now. */
    private int state() {
        int state = EpollFlags.EPOLLOUT.bit();
        if (unread > 0 || ended || reset) {
            state |= EpollFlags.EPOLLIN.bit();
        }
        if (ended || reset) {
            state |= EpollFlags.EPOLLRDHUP.bit();
        }
        if (reset) {
            state |= EpollFlags.EPOLLHUP.bit();
        }
        if (error != 0) {
            state |= EpollFlags.EPOLLERR.bit();
        }
        return state;
    }

    private Item item(Watcher watcher) {
        Item item = items.get(watcher);
        if (item == null) {
            throw new IllegalArgumentException("not watching: " + watcher);
        }
        return item;
    }
}
