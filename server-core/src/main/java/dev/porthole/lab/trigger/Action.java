package dev.porthole.lab.trigger;

import java.util.List;

/** Something that can be done to a watched socket: by a person, a script, or the test that compares the model. */
public sealed interface Action {

    /** {@return the key of the words that say it} */
    String key();

    /** {@return what fills the gaps of those words} */
    default List<Object> arguments() {
        return List.of();
    }

    /** A new connection takes the place of the old one. */
    record Connect() implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.connect";
        }
    }

    /**
     * The peer sends bytes.
     *
     * @param bytes how many
     */
    record Send(int bytes) implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.send";
        }

        @Override
        public List<Object> arguments() {
            return List.of(bytes);
        }
    }

    /** The peer shuts down its sending side. */
    record HalfClose() implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.fin";
        }
    }

    /** The peer resets the connection. */
    record Reset() implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.rst";
        }
    }

    /**
     * The server reads once, at most so many bytes.
     *
     * @param most bytes that the call may take
     */
    record Read(int most) implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.read";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /**
     * The server reads until there is nothing left, at most so many bytes at once.
     *
     * @param most bytes that one call may take
     */
    record Drain(int most) implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.drain";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /**
     * The server asks some of its epoll instances what is ready, without waiting for anything.
     *
     * @param watchers whose instances are asked, in this order
     */
    record Wait(List<Watcher> watchers) implements Action {
        /** Copies the list. */
        public Wait {
            watchers = List.copyOf(watchers);
        }

        @Override
        public String key() {
            return "lab.trigger.step.wait";
        }
    }

    /**
     * The server registers the socket anew with one of them: EPOLL_CTL_MOD.
     *
     * @param watcher whose instance it is
     */
    record Modify(Watcher watcher) implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.modify";
        }

        @Override
        public List<Object> arguments() {
            return List.of(watcher.column());
        }
    }

    /** The server writes until the kernel takes no more. */
    record Fill() implements Action {
        @Override
        public String key() {
            return "lab.trigger.step.fill";
        }
    }

    /**
     * The peer reads a part of what the server has written: one of so many equal parts.
     *
     * @param parts into how many equal parts the whole is divided
     */
    record PeerReads(int parts) implements Action {
        @Override
        public String key() {
            return parts == 1 ? "lab.trigger.step.peerAll" : "lab.trigger.step.peerPart";
        }

        @Override
        public List<Object> arguments() {
            return List.of(parts);
        }
    }
}
