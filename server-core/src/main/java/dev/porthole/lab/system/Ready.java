package dev.porthole.lab.system;

/**
 * What epoll_wait(2) told of one descriptor.
 *
 * @param descriptor the descriptor that was registered
 * @param mask the flags, see {@link EpollFlags}
 */
public record Ready(int descriptor, int mask) {

    /** As the lab prints it: {@code fd 5 EPOLLIN}. */
    @Override
    public String toString() {
        return "fd " + descriptor + " " + EpollFlags.names(mask);
    }
}
