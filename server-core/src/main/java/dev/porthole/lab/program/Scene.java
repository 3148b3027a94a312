package dev.porthole.lab.program;

import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.script.LabSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** What the scripts of the programs do again and again: each thing is told, done, and waited for. */
final class Scene {

    private final LabSession session;
    private final GlassServer server;
    private int arrived;

    private Scene(LabSession session, GlassServer server) {
        this.session = session;
        this.server = server;
    }

    /** Starts a program and waits until it listens. */
    static Scene start(LabSession session, String step, Tutorial tutorial, Switches switches)
            throws InterruptedException {
        Scene scene = new Scene(session, GlassServer.of(session, tutorial, switches, 0));
        session.step(step);
        scene.server.start();
        Waiting.until(session, "the program listens", () -> scene.server.port() > 0);
        scene.settled("the program waits", state -> true);
        return scene;
    }

    GlassServer server() {
        return server;
    }

    ProgramState state() {
        return server.state();
    }

    /** Ends the program and waits for its end. */
    void stop() throws InterruptedException {
        server.stop();
        reached("the program has ended", state -> state.phase() == Phase.ENDED);
    }

    /** A client that does nothing yet. */
    ScriptedClient client(String name) {
        return new ScriptedClient(session, name, server.port(), ScriptedClient.PATIENCE);
    }

    /** A client that has connected and that the program has accepted. */
    ScriptedClient arrive(String name) throws InterruptedException {
        session.step("lab.programs.step.connect", name);
        return accepted(name);
    }

    /** Several clients that have connected, one after the other, and that the program has accepted. */
    List<ScriptedClient> arrive(int count) throws InterruptedException {
        session.step("lab.programs.step.crowd", count);
        List<ScriptedClient> crowd = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            crowd.add(accepted("client " + i));
        }
        return crowd;
    }

    /** A client with little room for what it gets, which has connected and which the program has accepted. */
    ScriptedClient arriveSlow(String name) throws InterruptedException {
        session.step("lab.programs.step.connect", name);
        ScriptedClient client = client(name);
        return accepted(client, client.connectWithSmallBuffer());
    }

    private ScriptedClient accepted(String name) throws InterruptedException {
        ScriptedClient client = client(name);
        return accepted(client, client.connect());
    }

    private ScriptedClient accepted(ScriptedClient client, CompletableFuture<Integer> connected)
            throws InterruptedException {
        done(connected);
        arrived++;
        settled("the client is accepted", state -> state.accepted() == arrived);
        return client;
    }

    /** Waits until an order is carried out. */
    <T> T done(CompletableFuture<T> order) throws InterruptedException {
        return Waiting.result(session, "the client has done it", order);
    }

    /** A client says something. */
    void say(ScriptedClient client, String text) throws InterruptedException {
        session.step("lab.programs.step.say", client.name(), text);
        done(client.say(text));
    }

    /** A client sends some bytes that are text. */
    void sendBytes(ScriptedClient client, int count) throws InterruptedException {
        session.step("lab.programs.step.send", client.name(), count);
        done(client.send(Text.digits(count)));
    }

    /** A client asks for a path and reads the answer. */
    Answer get(ScriptedClient client, String path) throws InterruptedException {
        session.step("lab.programs.step.get", client.name(), path);
        return done(client.get(path)).answer();
    }

    /** A client hangs up. */
    void hangUp(ScriptedClient client) throws InterruptedException {
        session.step("lab.programs.step.hang-up", client.name());
        done(client.hangUp());
    }

    /** Stops the loop before its next wait. */
    void closeGate() throws InterruptedException {
        session.step("lab.programs.step.gate-closed");
        server.closeGate();
        reached("the loop stands at the gate", state -> state.phase() == Phase.AT_GATE);
    }

    /** Lets the loop go on. */
    void openGate() {
        session.step("lab.programs.step.gate-opened");
        server.openGate();
    }

    /** Waits for a state. */
    ProgramState reached(String what, Predicate<ProgramState> wanted) throws InterruptedException {
        Waiting.until(session, what, () -> wanted.test(server.state()));
        return server.state();
    }

    /** Waits until the program sleeps in epoll_wait(2) in a state: it has done all that it was going to do. */
    ProgramState settled(String what, Predicate<ProgramState> wanted) throws InterruptedException {
        return reached(what, state -> state.phase() == Phase.WAITING && wanted.test(state));
    }
}
