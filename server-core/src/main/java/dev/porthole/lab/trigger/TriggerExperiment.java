package dev.porthole.lab.trigger;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import dev.porthole.lab.trigger.Outcome.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One socket that is watched in several ways at once: does what it is asked to and tells of it through its session.
 * For one thread at a time; its calls do not wait for anybody but the loopback interface.
 */
public final class TriggerExperiment {

    private final LabSession session;
    private final Supplier<WatchedSocket> connector;
    private final Map<Watcher, Memory> memories = new EnumMap<>(Watcher.class);
    private WatchedSocket socket;
    private int actions;

    /**
     * Opens the first connection.
     *
     * @param connector makes a connection, each time a new one
     */
    private TriggerExperiment(LabSession session, Supplier<WatchedSocket> connector) {
        this.session = session;
        this.connector = connector;
        this.socket = connect();
    }

    /**
     * On the kernel of this computer.
     *
     * @param session to which the sockets belong
     * @param watchers in the order of the columns
     * @return before the first action
     */
    public static TriggerExperiment onKernel(LabSession session, List<Watcher> watchers) {
        return new TriggerExperiment(session, () -> new KernelSocket(session, watchers));
    }

    /**
     * On the model, on any computer.
     *
     * @param session told of each step
     * @param watchers in the order of the columns
     * @return before the first action
     */
    public static TriggerExperiment onModel(LabSession session, List<Watcher> watchers) {
        return new TriggerExperiment(session, () -> new TriggerModel(watchers));
    }

    private WatchedSocket connect() {
        WatchedSocket made = connector.get();
        memories.clear();
        for (Watcher each : made.watchers()) {
            memories.put(each, new Memory(each));
        }
        return made;
    }

    /** {@return what answers: the kernel or the model} */
    public Evidence evidence() {
        return socket.evidence();
    }

    /** {@return who watches} */
    public List<Watcher> watchers() {
        return socket.watchers();
    }

    /**
     * {@return whether it can be done now: nobody sends after the end, and the model knows of reading only}
     *
     * @param action what might be done next
     */
    public boolean possible(Action action) {
        boolean writing = socket.evidence() == Evidence.KERNEL && socket.resettable();
        return switch (action) {
            case Action.Send(int bytes) ->
                    socket.open() && socket.unread() + bytes <= WatchedSocket.MOST_UNREAD;
            case Action.HalfClose() -> socket.open();
            case Action.Reset() -> socket.resettable();
            case Action.Fill() -> writing && !socket.full();
            case Action.PeerReads(int parts) -> writing && socket.full();
            case Action.Wait(List<Watcher> asked) -> watchers().containsAll(asked);
            case Action.Modify(Watcher watcher) -> watchers().contains(watcher);
            case Action.Connect() -> true;
            case Action.Read(int most) -> true;
            case Action.Drain(int most) -> true;
        };
    }

    /**
     * Does it; what is waited for is told in a row of its own.
     *
     * @param action a {@link #possible} one
     * @return what the calls returned, and what the watchers were told
     */
    public Outcome perform(Action action) {
        return perform(action, "lab.trigger.row.wait");
    }

    /**
     * Does it.
     *
     * @param action a {@link #possible} one
     * @param row the key of the row in which answers are told
     * @return what the calls returned, and what the watchers were told
     */
    public Outcome perform(Action action, String row) {
        session.checkStopped();
        session.step(action.key(), action.arguments().toArray());
        List<Integer> results = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        switch (action) {
            case Action.Connect() -> {
                socket.close();
                socket = connect();
            }
            case Action.Send(int bytes) -> {
                socket.send(bytes);
                arrived();
            }
            case Action.HalfClose() -> {
                socket.halfClose();
                arrived();
            }
            case Action.Reset() -> {
                socket.reset();
                arrived();
            }
            case Action.Read(int most) -> results.add(socket.read(most));
            case Action.Drain(int most) -> drain(most, results);
            case Action.Wait(List<Watcher> watchers) -> {
                boolean something = !socket.open() || socket.unread() > 0;
                watchers.forEach(each -> answers.add(ask(each, row, something)));
            }
            case Action.Modify(Watcher watcher) -> {
                socket.modify(watcher);
                memory(watcher).modified();
            }
            case Action.Fill() -> results.add(socket.fill());
            case Action.PeerReads(int parts) -> {
                results.add(socket.peerReads(parts));
                memories.values().forEach(Memory::roomMade);
            }
        }
        actions++;
        int unread = socket.unread();
        session.reading("unread", actions, unread, "B");
        return new Outcome(action, results, unread, socket.open(), socket.resettable(), answers);
    }

    private void arrived() {
        memories.values().forEach(Memory::arrived);
    }

    /** The end comes as 0, an error as itself; either is the last result. */
    private void drain(int most, List<Integer> results) {
        int read = socket.read(most);
        results.add(read);
        while (read > 0) {
            read = socket.read(most);
            results.add(read);
        }
    }

    private Answer ask(Watcher watcher, String row, boolean something) {
        int flags = socket.wait(watcher);
        session.told(row, watcher.column(), flags == 0 ? "" : EpollFlags.names(flags));
        return new Answer(watcher, flags, memory(watcher).asked(flags, something, socket.full()));
    }

    private Memory memory(Watcher watcher) {
        Memory memory = memories.get(watcher);
        if (memory == null) {
            throw new IllegalArgumentException("not watching: " + watcher);
        }
        return memory;
    }
}
