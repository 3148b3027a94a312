package dev.porthole.lab.program;

import dev.porthole.lab.program.ProgramState.Peer;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.script.LabSession;
import java.util.List;

/** What happens to the first program. */
final class EchoScripts {

    private static final int CROWD = 10;
    private static final int AT_ONCE = 5;
    private static final int LONG = 1500;
    private static final String ORIGIN = "lab.programs.step.start-origin";
    private static final String FIXED = "lab.programs.step.start-fixed";

    private EchoScripts() {}

    private static Scene start(LabSession session, boolean fixed) throws InterruptedException {
        return Scene.start(session, fixed ? FIXED : ORIGIN, Tutorial.ECHO,
                fixed ? Tutorial.ECHO.fixed() : Tutorial.ECHO.origin());
    }

    /** Two clients, who come, speak and go. */
    static void talk(LabSession session, boolean fixed) throws InterruptedException {
        Scene scene = start(session, fixed);
        ScriptedClient a = scene.arrive("client A");
        scene.say(a, "你好 epoll");
        scene.settled("A is heard", state -> state.messages() == 1);
        ScriptedClient b = scene.arrive("client B");
        scene.say(b, "hello");
        scene.settled("B is heard", state -> state.messages() == 2);
        scene.hangUp(a);
        scene.settled("A is missed", state -> state.offline() == 1);
        scene.hangUp(b);
        ProgramState end = scene.settled("B is missed", state -> state.offline() == 2);
        session.finding("lab.programs.found.talk", end.accepted(), end.rounds());
        scene.stop();
    }

    /** B3: what arrives together is one edge, and one read does not see the end behind the data. */
    static void ghosts(LabSession session) throws InterruptedException {
        byes(session, false, "lab.programs.found.ghosts");
        byes(session, true, "lab.programs.found.no-ghosts");
    }

    private static void byes(LabSession session, boolean fixed, String finding) throws InterruptedException {
        Scene scene = start(session, fixed);
        List<ScriptedClient> crowd = scene.arrive(CROWD);
        scene.closeGate();
        session.step("lab.programs.step.bye", CROWD);
        for (ScriptedClient each : crowd) {
            scene.done(each.sayByeAndHangUp());
        }
        scene.reached("all have gone", state -> state.peers().stream().allMatch(Peer::gone));
        scene.openGate();
        ProgramState end = scene.settled("all byes are read", state -> state.messages() == CROWD);
        // Before the program is stopped, which closes what it has left open.
        session.finding(finding, CROWD, end.messages(), end.offline(), end.ghosts());
        scene.stop();
    }

    /** B4: what one read leaves behind is told of again only when more arrives. */
    static void unread(LabSession session) throws InterruptedException {
        Scene origin = start(session, false);
        ScriptedClient a = origin.arrive("client A");
        origin.sendBytes(a, LONG);
        int left = unread(session, origin, 1);
        session.finding("lab.programs.found.unread", LONG, LONG - left, left);
        origin.sendBytes(a, 1);
        int then = unread(session, origin, 2);
        session.finding("lab.programs.found.unread-then", left + 1, then);
        origin.stop();
        Scene fixed = start(session, true);
        fixed.sendBytes(fixed.arrive("client A"), LONG);
        int none = unread(session, fixed, 2);
        session.finding("lab.programs.found.all-read", LONG, none);
        fixed.stop();
    }

    private static int unread(LabSession session, Scene scene, int messages) throws InterruptedException {
        ProgramState state = scene.settled("it is read", now -> now.messages() == messages);
        int unread = state.peers().getFirst().unread();
        session.reading("unread", messages, unread, "B");
        return unread;
    }

    /** B5: several clients who come at once are one edge, and one accept takes one of them. */
    static void acceptOne(LabSession session) throws InterruptedException {
        Scene origin = start(session, false);
        comeAtOnce(session, origin);
        ProgramState first = origin.settled("one is accepted", state -> state.accepted() > 0);
        session.finding("lab.programs.found.accept-one", AT_ONCE, first.accepted(), first.waiting());
        session.step("lab.programs.step.connect", "client 6");
        origin.done(origin.client("client 6").connect());
        ProgramState second =
                origin.settled("another is accepted", state -> state.accepted() > first.accepted());
        session.finding("lab.programs.found.accept-next", second.accepted(), second.waiting());
        origin.stop();
        Scene fixed = start(session, true);
        comeAtOnce(session, fixed);
        ProgramState all = fixed.settled("all are accepted", state -> state.accepted() > 0);
        session.finding("lab.programs.found.accept-all", AT_ONCE, all.accepted(), all.waiting());
        fixed.stop();
    }

    private static void comeAtOnce(LabSession session, Scene scene) throws InterruptedException {
        scene.closeGate();
        session.step("lab.programs.step.at-once", AT_ONCE);
        for (int i = 1; i <= AT_ONCE; i++) {
            scene.done(scene.client("client " + i).connect());
        }
        scene.reached("all wait in the kernel", state -> state.waiting() == AT_ONCE);
        scene.openGate();
    }

    /** B6: a reset brings EPOLLERR and EPOLLHUP too, and then the mask is not equal to EPOLLIN. */
    static void bitTest(LabSession session) throws InterruptedException {
        Scene edge = start(session, false);
        resets(session, edge);
        ProgramState leaked = edge.settled("all are gone", state -> state.ghosts() == CROWD);
        session.finding("lab.programs.found.leak", CROWD, leaked.peers().size());
        edge.stop();
        Scene level = Scene.start(session, "lab.programs.step.start-level", Tutorial.ECHO,
                Tutorial.ECHO.origin().with(Trigger.LEVEL));
        ScriptedClient a = level.arrive("client A");
        session.step("lab.programs.step.reset", a.name());
        long before = System.nanoTime();
        level.done(a.reset());
        ProgramState spun = level.reached("the loop is stopped", state -> state.phase() == Phase.SPINNING);
        double millis = (System.nanoTime() - before) / 1e6;
        session.reading("spin", spun.fruitless(), millis, "ms");
        session.finding("lab.programs.found.spin", spun.fruitless(), Math.round(millis));
        level.stop();
        Scene fixed = start(session, true);
        resets(session, fixed);
        ProgramState noticed = fixed.settled("all are missed", state -> state.offline() == CROWD);
        session.finding("lab.programs.found.no-leak", CROWD, noticed.peers().size());
        fixed.stop();
    }

    private static void resets(LabSession session, Scene scene) throws InterruptedException {
        List<ScriptedClient> crowd = scene.arrive(CROWD);
        session.step("lab.programs.step.resets", CROWD);
        for (ScriptedClient each : crowd) {
            scene.done(each.reset());
        }
    }

    /** B8: to read until EAGAIN, there has to be an EAGAIN. */
    static void drainBlocks(LabSession session) throws InterruptedException {
        Switches drains = Tutorial.ECHO.origin().with(Switch.DRAIN, true);
        Scene scene = Scene.start(session, "lab.programs.step.start-drain", Tutorial.ECHO, drains);
        ScriptedClient a = scene.arrive("client A");
        scene.say(a, "hello");
        ProgramState blocked = scene.reached("the loop sleeps", state -> state.phase() == Phase.BLOCKED);
        session.step("lab.programs.step.connect", "client B");
        ScriptedClient b = scene.client("client B");
        scene.done(b.connect());
        scene.reached("B waits", state -> state.waiting() == 1);
        session.finding("lab.programs.found.blocked", blocked.call(), blocked.descriptor());
        session.step("lab.programs.step.unblock");
        scene.server().unblock();
        scene.settled("B is accepted", state -> state.accepted() == 2);
        session.step("lab.programs.step.non-blocking");
        scene.server().change(drains.with(Switch.NON_BLOCKING, true));
        scene.say(b, "hello");
        scene.settled("B is heard", state -> state.messages() == 2);
        session.finding("lab.programs.found.not-blocked");
        scene.stop();
    }

    /** B10: bytes are not characters. */
    static void oneByte(LabSession session) throws InterruptedException {
        Scene origin = start(session, false);
        ScriptedClient a = origin.arrive("client A");
        origin.arrive("client B");
        session.step("lab.programs.step.ff", a.name());
        origin.done(a.send(new byte[] {(byte) 0xff}));
        ProgramState dead = origin.reached("the program ends", state -> state.phase() == Phase.ENDED);
        session.finding("lab.programs.found.dead", dead.ended());
        Scene fixed = start(session, true);
        ScriptedClient c = fixed.arrive("client A");
        ScriptedClient d = fixed.arrive("client B");
        session.step("lab.programs.step.ff", c.name());
        fixed.done(c.send(new byte[] {(byte) 0xff}));
        fixed.settled("the byte is read", state -> state.messages() == 1);
        fixed.say(d, "hello");
        fixed.settled("B is heard", state -> state.messages() == 2);
        session.finding("lab.programs.found.alive", fixed.state().peers().size());
        fixed.stop();
    }
}
