package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.script.LabSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That it stops whatever it does, and changes while it runs. */
class GlassServerTest {

    private final List<LabEvent> events = new CopyOnWriteArrayList<>();
    private final LabSession session = new LabSession(events::add);

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void nothingIsLeft() {
        session.close();
        assertThat(session.openDescriptors()).as("closed, as all threads ended in time").isZero();
        assertThat(session.failure()).isNull();
    }

    private Scene echo(Switches switches) throws InterruptedException {
        return Scene.start(session, "start", Tutorial.ECHO, switches);
    }

    private void close(Scene scene) {
        session.close();
        assertThat(scene.state().phase()).isEqualTo(Phase.ENDED);
        assertThat(session.openDescriptors()).isZero();
    }

    @Test
    void closesWhileItWaits() throws Exception {
        close(echo(Tutorial.ECHO.origin()));
    }

    @Test
    void closesWhileItSleepsInARead() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin().with(Switch.DRAIN, true));
        scene.say(scene.arrive("client A"), "hello");
        scene.reached("it sleeps", state -> state.phase() == Phase.BLOCKED);
        close(scene);
    }

    @Test
    void closesWhileItSleepsInAnAccept() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin().with(Switch.ACCEPT_ALL, true));
        scene.done(scene.client("client A").connect());
        ProgramState state = scene.reached("it sleeps", each -> each.phase() == Phase.BLOCKED);
        assertThat(state.call()).isEqualTo("accept4");
        close(scene);
    }

    @Test
    void closesWhileItSleepsInAWrite() throws Exception {
        Scene scene = Scene.start(session, "start", Tutorial.WEB, Tutorial.WEB.origin());
        ScriptedClient slow = scene.arriveSlow("slow client");
        scene.done(slow.ask("/big.bin"));
        ProgramState state = scene.reached("it sleeps", each -> each.phase() == Phase.BLOCKED);
        assertThat(state.call()).isEqualTo("sendto");
        close(scene);
    }

    @Test
    void closesAtTheGate() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin());
        scene.closeGate();
        close(scene);
    }

    @Test
    void closesWhileItIsStoppedForSpinning() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin().with(Trigger.LEVEL));
        scene.done(scene.arrive("client A").reset());
        scene.reached("it is stopped", state -> state.phase() == Phase.SPINNING);
        close(scene);
    }

    @Test
    void goesOnSpinningOnlyWhenTold() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin().with(Trigger.LEVEL));
        scene.done(scene.arrive("client A").reset());
        long stopped = scene.reached("it is stopped", state -> state.phase() == Phase.SPINNING).rounds();
        assertThat(scene.state().fruitless()).isEqualTo(GlassServer.MOST_FRUITLESS);
        scene.server().carryOn();
        ProgramState again = scene.reached("it is stopped again", state ->
                state.phase() == Phase.SPINNING && state.rounds() > stopped);
        assertThat(again.rounds()).isEqualTo(stopped + GlassServer.MOST_FRUITLESS);
    }

    @Test
    void aSleepingAcceptIsFreedAtThePriceOfTheListener() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin().with(Switch.ACCEPT_ALL, true));
        scene.done(scene.client("client A").connect());
        scene.reached("it sleeps", each -> each.phase() == Phase.BLOCKED);
        assertThat(scene.server().unblock()).isTrue();
        ProgramState end = scene.reached("it has ended", state -> state.phase() == Phase.ENDED);
        assertThat(end.ended()).isEqualTo("OSError: [Errno 22] Invalid argument");
        assertThat(scene.server().unblock()).isFalse();
    }

    @Test
    void aConnectionThatIsResetIsGoneForTheFixedProgram() throws Exception {
        Scene fixed = echo(Tutorial.ECHO.fixed());
        fixed.done(fixed.arrive("client A").reset());
        assertThat(fixed.settled("it is missed", state -> state.offline() == 1).peers()).isEmpty();
    }

    @Test
    void switchesChangeWhatIsThereAlready() throws Exception {
        Switches origin = Tutorial.ECHO.origin();
        Scene scene = echo(origin);
        ScriptedClient a = scene.arrive("client A");
        scene.done(a.send(Text.digits(1500)));
        assertThat(scene.settled("it is read", state -> state.messages() == 1).peers().getFirst().unread())
                .isEqualTo(476);
        scene.server().change(origin.with(Trigger.LEVEL));
        assertThat(scene.settled("the rest is read", state -> state.messages() == 2).peers().getFirst().unread())
                .isZero();
        scene.server().change(Tutorial.ECHO.fixed());
        scene.done(a.send("你".repeat(400).getBytes(StandardCharsets.UTF_8)));
        scene.settled("both parts are read", state -> state.messages() == 4);
        assertThat(lines()).endsWith("recv:" + "你".repeat(341), "recv:" + "你".repeat(59));
    }

    private List<String> lines() {
        return events.stream().filter(LabEvent.Line.class::isInstance)
                .map(each -> ((LabEvent.Line) each).text()).toList();
    }

    @Test
    void aTakenPortIsThePythonErrorOfIt() throws Exception {
        Scene first = echo(Tutorial.ECHO.origin());
        GlassServer second = GlassServer.of(session, Tutorial.WEB, Tutorial.WEB.origin(), first.server().port());
        second.start();
        Waiting.until(session, "it has ended", () -> second.state().phase() == Phase.ENDED);
        assertThat(lines()).containsExactly(
                "http服务器使用的port:" + first.server().port(), "OSError: [Errno 98] Address already in use");
    }

    @Test
    void aClientThatNobodyTellsAnythingHangsUp() throws Exception {
        Scene scene = echo(Tutorial.ECHO.origin());
        ScriptedClient client =
                new ScriptedClient(session, "client A", scene.server().port(), Duration.ofMillis(20));
        scene.done(client.connect());
        scene.settled("it is missed", state -> state.offline() == 1);
        Waiting.until(session, "it has expired", () -> client.state() == ScriptedClient.State.EXPIRED);
    }
}
