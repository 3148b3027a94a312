package dev.porthole.lab.backlog;

import dev.porthole.lab.backlog.Visitor.Place;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.program.Waiting;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;
import java.util.List;

/** Eight clients before rooms of three sizes, and then the gate opens. */
public final class BacklogScript implements Script {

    private static final int CLIENTS = 8;
    private static final int DESCRIPTORS = 60;
    private static final List<Integer> BACKLOGS = List.of(0, 5, 2);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private BacklogScript() {}

    /** {@return the only one} */
    public static List<Script> all() {
        return List.of(new BacklogScript());
    }

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public Experiment experiment() {
        return Experiment.BACKLOG;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        session.reserve(DESCRIPTORS);
        for (int backlog : BACKLOGS) {
            WaitingRoom room = fill(session, backlog);
            if (backlog == BACKLOGS.getLast()) {
                letIn(session, room);
            }
            room.end();
            Waiting.until(session, "the program has ended", () -> room.state().phase() == Phase.ENDED);
        }
    }

    private static WaitingRoom fill(LabSession session, int backlog) throws InterruptedException {
        session.step("lab.backlog.step.listen", backlog);
        WaitingRoom room = new WaitingRoom(session, backlog);
        room.open();
        Waiting.until(session, "the program listens", room::listens);
        session.step("lab.backlog.step.arrive", CLIENTS);
        Thread clients = session.start("clients", () -> room.arrive(CLIENTS));
        Waiting.until(session, "all have knocked", () -> !clients.isAlive());
        long admitted = room.count(Place.WAITING);
        session.reading("connected", backlog, (double) admitted, "");
        session.finding("lab.backlog.found.admitted", backlog, CLIENTS, admitted, room.count(Place.KNOCKING),
                room.count(Place.REFUSED));
        return room;
    }

    private static void letIn(LabSession session, WaitingRoom room) throws InterruptedException {
        long waiting = room.count(Place.WAITING);
        session.step("lab.backlog.step.gate");
        room.openGate();
        Waiting.until(session, "who waited is inside", () -> room.count(Place.INSIDE) >= waiting);
        Waiting.until(session, "all are inside", () -> room.count(Place.INSIDE) == CLIENTS);
        long longest = room.visitors().stream().mapToLong(Visitor::connectedAfter).max().orElse(0);
        for (Visitor each : room.visitors()) {
            session.reading("connected after", each.number(), (double) each.connectedAfter() / NANOS_PER_MILLI, "ms");
        }
        session.finding("lab.backlog.found.let-in", waiting, CLIENTS - waiting, longest / NANOS_PER_MILLI);
    }
}
