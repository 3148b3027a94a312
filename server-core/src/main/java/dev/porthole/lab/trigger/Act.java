package dev.porthole.lab.trigger;

import static dev.porthole.lab.system.EpollFlags.EPOLLERR;
import static dev.porthole.lab.system.EpollFlags.EPOLLHUP;
import static dev.porthole.lab.system.EpollFlags.EPOLLIN;
import static dev.porthole.lab.system.EpollFlags.EPOLLOUT;
import static dev.porthole.lab.system.EpollFlags.EPOLLRDHUP;
import static dev.porthole.lab.trigger.Watcher.ET;
import static dev.porthole.lab.trigger.Watcher.IN_OUT_ET;
import static dev.porthole.lab.trigger.Watcher.LT;
import static dev.porthole.lab.trigger.Watcher.ONESHOT;
import static dev.porthole.lab.trigger.Watcher.OUT;
import static dev.porthole.lab.trigger.Watcher.OUT_ET;
import static dev.porthole.lab.trigger.Watcher.RDHUP;

import dev.porthole.lab.system.EpollFlags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be shown with one watched socket, step by step. */
public enum Act {

    /** Reading: the difference between the three. */
    READING("trigger", true) {
        @Override
        public List<Watcher> watchers() {
            return List.of(LT, ET, ONESHOT);
        }

        @Override
        public List<GuidedStep> steps() {
            int in = EPOLLIN.bit();
            return List.of(
                    asking("sent", told(in, in, in), new Action.Send(100)),
                    asking("again", told(in, 0, 0)),
                    asking("part", told(in, 0, 0), new Action.Read(40)),
                    asking("more", told(in, in, 0), new Action.Send(10)),
                    asking("stays", told(in, 0, 0)),
                    asking("rearm", Map.of(ONESHOT, in), new Action.Modify(ONESHOT)),
                    asking("drained", told(0, 0, 0), new Action.Drain(64)),
                    asking("edge", Map.of(ET, in), new Action.Send(30)),
                    asking("hand", Map.of(ET, in), new Action.Modify(ET)));
        }
    },

    /** The end of a connection: FIN and RST. */
    CLOSE("trigger-close", true) {
        @Override
        public List<Watcher> watchers() {
            return List.of(LT, ET, RDHUP);
        }

        @Override
        public List<GuidedStep> steps() {
            int in = EPOLLIN.bit();
            int end = EpollFlags.mask(EPOLLIN, EPOLLRDHUP);
            int error = EpollFlags.mask(EPOLLIN, EPOLLERR, EPOLLHUP);
            int hup = EpollFlags.mask(EPOLLIN, EPOLLHUP);
            return List.of(
                    asking("bye", told(in, in, end), new Action.Send(3), new Action.HalfClose()),
                    asking("byeRead", told(in, 0, end), new Action.Read(1024)),
                    asking("byeEnd", told(in, 0, end), new Action.Read(1024)),
                    asking("rst", told(error, error, error | end), new Action.Connect(), new Action.Reset()),
                    asking("rstRead", told(hup, 0, hup | end), new Action.Read(1024)));
        }
    },

    /** Writing: when there is room, and what an edge of one direction tells of the other. */
    WRITING("trigger-out", false) {
        @Override
        public List<Watcher> watchers() {
            return List.of(OUT, OUT_ET, IN_OUT_ET);
        }

        @Override
        public List<GuidedStep> steps() {
            int out = EPOLLOUT.bit();
            return List.of(
                    asking("room", told(out, out, out)),
                    asking("roomStays", told(out, 0, 0)),
                    asking("full", told(0, 0, 0), new Action.Fill()),
                    asking("arrives", told(0, 0, EPOLLIN.bit()), new Action.Send(5)),
                    asking("little", told(0, 0, 0), new Action.PeerReads(10)),
                    asking("empty", told(out, out, EpollFlags.mask(EPOLLIN, EPOLLOUT)), new Action.PeerReads(1)),
                    asking("emptyStays", told(out, 0, 0)));
        }
    };

    private final String script;
    private final boolean modelled;

    Act(String script, boolean modelled) {
        this.script = script;
        this.modelled = modelled;
    }

    /** {@return the name of the script that plays it} */
    public String script() {
        return script;
    }

    /** {@return who watches, in the order of the columns} */
    public abstract List<Watcher> watchers();

    /** {@return whether the model can play it too} */
    public boolean modelled() {
        return modelled;
    }

    /** {@return its steps} */
    public abstract List<GuidedStep> steps();

    /** Flags for the watchers in the order of their columns. */
    Map<Watcher, Integer> told(int... flags) {
        Map<Watcher, Integer> told = new LinkedHashMap<>();
        for (int i = 0; i < flags.length; i++) {
            told.put(watchers().get(i), flags[i]);
        }
        return told;
    }

    /** A step that asks those of whom something is expected. */
    GuidedStep asking(String name, Map<Watcher, Integer> expected, Action... before) {
        List<Action> actions = new ArrayList<>(Stream.of(before).toList());
        actions.add(new Action.Wait(watchers().stream().filter(expected::containsKey).toList()));
        return new GuidedStep(name, actions, expected);
    }
}
