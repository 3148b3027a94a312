package dev.porthole.lab.trigger;

import dev.porthole.lab.event.Evidence;
import java.util.List;

/**
 * The receiving end of a TCP connection, its peer, and some epoll instances that all watch that one end, so that each
 * of them sees the same. What the peer does has arrived when the method returns. For one thread at a time.
 */
interface WatchedSocket extends AutoCloseable {

    /** Most bytes that may wait unread: far less than what the kernel keeps, so that the peer never has to wait. */
    int MOST_UNREAD = 16 * 1024;

    /** What this is: the kernel or the model. */
    Evidence evidence();

    /** Who watches, in the order of their columns. */
    List<Watcher> watchers();

    /** Whether the peer can still send. */
    boolean open();

    /** Whether the peer can still reset: it has not done so. */
    boolean resettable();

    /** The peer sends bytes, which must not make more than {@link #MOST_UNREAD} wait. */
    void send(int bytes);

    /** The peer shuts down its sending side, shutdown(2): FIN. */
    void halfClose();

    /** The peer resets the connection: RST. */
    void reset();

    /**
     * One recv(2) that does not block.
     *
     * @return how many bytes were read, 0 at the end, or a negative {@link dev.porthole.lab.system.Errno}
     */
    int read(int most);

    /** Whether the server has written all that the kernel took, and the peer has not read all of it. */
    boolean full();

    /** Bytes that wait to be read, ioctl(2) FIONREAD. */
    int unread();

    /**
     * epoll_wait(2) with a timeout of 0.
     *
     * @return the flags that were told, 0 for none
     */
    int wait(Watcher watcher);

    /**
     * The server writes until the kernel takes no more: EAGAIN.
     *
     * @return how many bytes it took
     * @throws UnsupportedOperationException in the model, which knows of reading only
     */
    int fill();

    /**
     * The peer reads what the server has written.
     *
     * @param parts how many such reads empty it
     * @return how many bytes it read
     * @throws UnsupportedOperationException in the model, which knows of reading only
     */
    int peerReads(int parts);

    /** EPOLL_CTL_MOD with the same flags. */
    void modify(Watcher watcher);

    /** Closes both ends and the epoll instances. */
    @Override
    void close();
}
