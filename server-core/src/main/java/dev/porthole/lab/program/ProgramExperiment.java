package dev.porthole.lab.program;

import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.script.LabSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One of the programs in the hands of a person: its switches, its gate, and clients who do what they are told. Every
 * method returns at once; what may block is done on threads of the session, one thing after the other. Safe to use
 * from any thread.
 */
public final class ProgramExperiment {

    /** How long a person's client waits for its next order before it hangs up. */
    public static final Duration PERSONS_PATIENCE = Duration.ofMinutes(10);

    /** The thread that does what the person wants; its name stands before its calls. */
    private static final String THREAD = "lab";
    private static final int LETTERS = 26;
    private static final int LONG = 1500;
    private static final Duration SOON = Duration.ofMillis(500);
    private static final byte[] NOT_UTF8 = {(byte) 0xff};

    /** What a person can tell a client. */
    public enum Action {
        /** Say a line of text. */
        SAY,
        /** Say bye and close at once. */
        BYE,
        /** Close. */
        HANG_UP,
        /** Reset. */
        RESET,
        /** Send 1500 bytes at once. */
        SEND_LONG,
        /** Send one byte. */
        SEND_ONE,
        /** Send a byte that is not UTF-8. */
        SEND_FF,
        /** Ask for the page. */
        GET_PAGE,
        /** Ask for a page that is not there. */
        GET_MISSING,
        /** Ask for the file beside the folder. */
        GET_SECRET,
        /** Send a request in two segments. */
        HALVES,
        /** Send two requests in one segment. */
        PIPELINE,
        /** Ask for the big file and read it slowly. */
        READ_SLOWLY
    }

    private final LabSession session;
    private final Tutorial tutorial;
    private final int port;
    private final BlockingQueue<LabSession.Work> orders = new LinkedBlockingQueue<>();
    private final List<ScriptedClient> clients = new CopyOnWriteArrayList<>();
    private volatile Switches switches;
    private volatile Optional<GlassServer> server = Optional.empty();
    private int named;

    /**
     * A program that is not started yet.
     *
     * @param session to which its sockets and threads belong
     * @param tutorial which program
     * @param switches which of its defects are mended
     * @param port of the loopback address; 0 for any that is free
     */
    public ProgramExperiment(LabSession session, Tutorial tutorial, Switches switches, int port) {
        this.session = session;
        this.tutorial = tutorial;
        this.switches = switches;
        this.port = port;
    }

    /** Starts it. */
    public void start() {
        order(() -> {
            GlassServer started = GlassServer.of(session, tutorial, switches, port);
            server = Optional.of(started);
            started.start();
            Waiting.atMost(session, SOON, () -> started.port() > 0 || started.state().phase() == Phase.ENDED);
        });
        session.start(THREAD, () -> {
            while (true) {
                orders.take().run();
            }
        });
    }

    private void order(LabSession.Work work) {
        orders.add(work);
    }

    /** Has something done with the program, if it was started and still runs. */
    private void order(ServerWork work) {
        order(() -> {
            GlassServer running = server.orElse(null);
            if (running != null && running.state().phase() != Phase.ENDED) {
                work.perform(running);
            }
        });
    }

    /** What is done with the program. */
    @FunctionalInterface
    private interface ServerWork {
        void perform(GlassServer server) throws InterruptedException;
    }

    /** {@return how it is now; empty before it is started} Asks the kernel: not for the thread of a window. */
    public Optional<ProgramState> state() {
        return server.map(GlassServer::state);
    }

    /** {@return the port it listens on; -1 if it does not} */
    public int port() {
        return server.map(GlassServer::port).orElse(-1);
    }

    /** {@return whether the gate is closed} */
    public boolean gateClosed() {
        return server.map(GlassServer::gateClosed).orElse(false);
    }

    /** {@return all clients there have been, in the order of their arrival} */
    public List<ScriptedClient> clients() {
        return List.copyOf(clients);
    }

    /**
     * Changes how the program is built, while it runs.
     *
     * @param next how it is from the next round on
     */
    public void change(Switches next) {
        switches = next;
        order(running -> running.change(next));
    }

    /** Stops the loop before its next wait. */
    public void closeGate() {
        session.step("lab.programs.step.gate-closed");
        order(GlassServer::closeGate);
    }

    /** Lets the loop go on. */
    public void openGate() {
        session.step("lab.programs.step.gate-opened");
        order(GlassServer::openGate);
    }

    /** Frees the loop from the call that it sleeps in. */
    public void unblock() {
        session.step("lab.programs.step.unblock");
        // Not behind the other orders: one of them may be what waits for the loop.
        server.ifPresent(running -> session.start(THREAD, running::unblock));
    }

    /** Lets a loop go on that was stopped because it went round without progress. */
    public void carryOn() {
        order(GlassServer::carryOn);
    }

    /** A client connects. */
    public void add() {
        order(running -> connect(running, PERSONS_PATIENCE));
    }

    private ScriptedClient connect(GlassServer running, Duration patience) throws InterruptedException {
        ScriptedClient client = new ScriptedClient(session, nextName(), running.port(), patience);
        clients.add(client);
        session.step("lab.programs.step.connect", client.name());
        CompletableFuture<Integer> connected = client.connect();
        Waiting.atMost(session, SOON, connected::isDone);
        return client;
    }

    private synchronized String nextName() {
        int number = named++;
        return "client " + (number < LETTERS ? String.valueOf((char) ('A' + number)) : Integer.toString(number + 1));
    }

    /**
     * Some clients connect while the loop is stopped, and then it goes on: all of them are one edge.
     *
     * @param count how many clients
     */
    public void addAtOnce(int count) {
        order(running -> behindTheGate(running, () -> {
            for (int i = 0; i < count; i++) {
                connect(running, PERSONS_PATIENCE);
            }
        }));
    }

    private void behindTheGate(GlassServer running, LabSession.Work work) throws InterruptedException {
        boolean closedBefore = running.gateClosed();
        session.step("lab.programs.step.gate-closed");
        running.closeGate();
        Waiting.atMost(session, SOON, () -> running.state().phase() == Phase.AT_GATE);
        work.run();
        if (!closedBefore) {
            session.step("lab.programs.step.gate-opened");
            running.openGate();
        }
    }

    /**
     * Some clients connect one after the other; then, while the loop is stopped, all of them say bye and hang up: what
     * each of them does is one edge.
     *
     * @param count how many clients
     * @return complete when the loop has gone on and sleeps again, or a moment later
     */
    public CompletableFuture<Optional<ProgramState>> sayByeAndHangUp(int count) {
        CompletableFuture<Optional<ProgramState>> done = new CompletableFuture<>();
        order(running -> {
            List<ScriptedClient> crowd = new CopyOnWriteArrayList<>();
            for (int i = 0; i < count; i++) {
                int accepted = running.state().accepted();
                crowd.add(connect(running, ScriptedClient.PATIENCE));
                Waiting.atMost(session, SOON, () -> running.state().accepted() > accepted
                        || running.state().phase() != Phase.WAITING);
            }
            behindTheGate(running, () -> {
                session.step("lab.programs.step.bye", count);
                List<CompletableFuture<ScriptedClient.State>> ends =
                        crowd.stream().map(ScriptedClient::sayByeAndHangUp).toList();
                Waiting.atMost(session, SOON, () -> ends.stream().allMatch(CompletableFuture::isDone));
            });
            Waiting.atMost(session, SOON, () -> running.state().phase() == Phase.WAITING);
            done.complete(Optional.of(running.state()));
        });
        return done;
    }

    /**
     * Tells a client to do something.
     *
     * @param client one of this experiment's
     * @param action done on a thread of the client; its system calls are told
     */
    public void perform(ScriptedClient client, Action action) {
        switch (action) {
            case SAY -> {
                session.step("lab.programs.step.say", client.name(), "你好 epoll");
                client.say("你好 epoll");
            }
            case BYE -> {
                session.step("lab.programs.step.bye-one", client.name());
                client.sayByeAndHangUp();
            }
            case HANG_UP -> {
                session.step("lab.programs.step.hang-up", client.name());
                client.hangUp();
            }
            case RESET -> {
                session.step("lab.programs.step.reset", client.name());
                client.reset();
            }
            case SEND_LONG -> sendBytes(client, LONG);
            case SEND_ONE -> sendBytes(client, 1);
            case SEND_FF -> {
                session.step("lab.programs.step.ff", client.name());
                client.send(NOT_UTF8);
            }
            case GET_PAGE -> get(client, "/");
            case GET_MISSING -> get(client, "/missing.html");
            case GET_SECRET -> get(client, "/../secret.txt");
            case HALVES -> {
                byte[] request = ScriptedClient.request("/index.html");
                int half = "GET /ind".getBytes(StandardCharsets.US_ASCII).length;
                session.step("lab.programs.step.halves", client.name());
                client.sendInHalves(Arrays.copyOf(request, half), Arrays.copyOfRange(request, half, request.length));
                told(client, client.read());
            }
            case PIPELINE -> {
                byte[] one = ScriptedClient.request("/");
                byte[] two = Arrays.copyOf(one, 2 * one.length);
                System.arraycopy(one, 0, two, one.length, one.length);
                session.step("lab.programs.step.pipeline", client.name());
                client.send(two);
                told(client, client.read());
            }
            case READ_SLOWLY -> {
                session.step("lab.programs.step.slow", client.name(), "/big.bin");
                client.readSlowly("/big.bin");
            }
        }
    }

    private void sendBytes(ScriptedClient client, int count) {
        session.step("lab.programs.step.send", client.name(), count);
        client.send(Text.digits(count));
    }

    private void get(ScriptedClient client, String path) {
        session.step("lab.programs.step.get", client.name(), path);
        client.get(path).thenAccept(timed -> {
            session.reading(timed.answer().status(), timed.answer().contentLength(),
                    timed.nanos() / 1e6, "ms");
            tell(client, timed.answer());
        });
    }

    private void told(ScriptedClient client, CompletableFuture<Answer> answer) {
        answer.thenAccept(arrived -> tell(client, arrived));
    }

    private void tell(ScriptedClient client, Answer answer) {
        if (!answer.head().isEmpty()) {
            session.step("lab.programs.step.answer", client.name(), answer.status(), answer.body().length,
                    answer.excess().length);
        }
    }

    /** A new client, with little room for what it gets, asks for the big file and reads slowly. */
    public void addSlowReader() {
        order(running -> {
            ScriptedClient client = new ScriptedClient(
                    session, nextName(), running.port(), ScriptedClient.PATIENCE);
            clients.add(client);
            session.step("lab.programs.step.connect", client.name());
            CompletableFuture<Integer> connected = client.connectWithSmallBuffer();
            Waiting.atMost(session, SOON, connected::isDone);
            perform(client, Action.READ_SLOWLY);
        });
    }
}
