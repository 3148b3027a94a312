package dev.porthole.lab.trigger;

import java.util.List;

/** Something that can be done to a watched socket: by a person, a script, or the test that compares the model. */
public sealed interface Action {

    /** A new connection takes the place of the old one. */
    record Connect() implements Action {}

    /** The peer sends bytes. */
    record Send(int bytes) implements Action {}

    /** The peer shuts down its sending side. */
    record HalfClose() implements Action {}

    /** The peer resets the connection. */
    record Reset() implements Action {}

    /** The server reads once, at most so many bytes. */
    record Read(int most) implements Action {}

    /** The server reads until there is nothing left, at most so many bytes at once. */
    record Drain(int most) implements Action {}

    /** The server asks some of its epoll instances what is ready, without waiting for anything. */
    record Wait(List<Watcher> watchers) implements Action {
        /** Copies the list. */
        public Wait {
            watchers = List.copyOf(watchers);
        }
    }

    /** The server registers the socket anew with one of them: EPOLL_CTL_MOD. */
    record Modify(Watcher watcher) implements Action {}

    /** The server writes until the kernel takes no more. */
    record Fill() implements Action {}

    /** The peer reads a part of what the server has written: one of so many equal parts. */
    record PeerReads(int parts) implements Action {}
}
