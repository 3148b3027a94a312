package dev.porthole.lab.program;

import dev.porthole.lab.program.ProgramState.Peer;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.script.LabSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What happens to the second program. */
final class WebScripts {

    private static final String ORIGIN = "lab.programs.step.start-origin";
    private static final String FIXED = "lab.programs.step.start-fixed";
    private static final String PAGE = "/";
    private static final String MISSING = "/missing.html";
    private static final int REQUESTS = 15;
    private static final double NANOS_PER_MILLI = 1e6;

    private WebScripts() {}

    private static Scene start(LabSession session, boolean fixed) throws InterruptedException {
        return Scene.start(session, fixed ? FIXED : ORIGIN, Tutorial.WEB,
                fixed ? Tutorial.WEB.fixed() : Tutorial.WEB.origin());
    }

    /** A browser's visit: the page, another, and one that does not exist. */
    static void browse(LabSession session, boolean fixed) throws InterruptedException {
        Scene scene = start(session, fixed);
        ScriptedClient a = scene.arrive("client A");
        Answer page = scene.get(a, PAGE);
        scene.get(a, "/second.html");
        Answer missing = scene.get(a, MISSING);
        ProgramState end = scene.settled("all is answered", state -> state.messages() == 3);
        session.finding("lab.programs.found.browse", end.messages(), end.accepted(), page.status(), missing.status());
        scene.stop();
    }

    /** B1: a length in characters where bytes are counted. */
    static void length(LabSession session) throws InterruptedException {
        Scene origin = start(session, false);
        ScriptedClient a = origin.arrive("client A");
        Answer cut = origin.get(a, MISSING);
        lengths(session, cut);
        session.finding("lab.programs.found.length", cut.contentLength(), cut.body().length + cut.excess().length,
                text(cut.body()), cut.excess().length);
        origin.hangUp(a);
        origin.get(origin.arrive("client B"), PAGE);
        origin.stop();
        Scene fixed = start(session, true);
        ScriptedClient c = fixed.arrive("client A");
        Answer whole = fixed.get(c, MISSING);
        lengths(session, whole);
        Answer next = fixed.get(c, PAGE);
        session.finding("lab.programs.found.length-fixed", whole.contentLength(), text(whole.body()), next.status());
        fixed.stop();
    }

    private static void lengths(LabSession session, Answer answer) {
        session.reading("Content-Length", 1, answer.contentLength(), "B");
        session.reading("sent", 1, answer.body().length + answer.excess().length, "B");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** B2: the second small segment waits until the first is confirmed, and the client confirms late. */
    static void twoWrites(LabSession session) throws InterruptedException {
        Switches origin = Tutorial.WEB.origin();
        Scene scene = start(session, false);
        ScriptedClient a = scene.arrive("client A");
        double found = median(session, scene, a, PAGE, "200");
        double missing = median(session, scene, a, MISSING, "404");
        session.finding("lab.programs.found.two-writes", millis(missing), millis(found),
                Math.round(missing / found));
        session.step("lab.programs.step.one-write");
        scene.server().change(origin.with(Switch.ONE_WRITE, true));
        double once = median(session, scene, a, MISSING, "404 one write");
        session.step("lab.programs.step.no-delay");
        scene.server().change(origin.with(Switch.NO_DELAY, true));
        double noDelay = median(session, scene, a, MISSING, "404 TCP_NODELAY");
        session.finding("lab.programs.found.one-write", millis(once), millis(noDelay));
        scene.stop();
    }

    private static double median(LabSession session, Scene scene, ScriptedClient client, String path, String series)
            throws InterruptedException {
        session.step("lab.programs.step.get-often", path, REQUESTS);
        double[] took = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            took[i] = scene.done(client.get(path)).nanos() / NANOS_PER_MILLI;
            session.reading(series, i + 1, took[i], "ms");
        }
        Arrays.sort(took);
        return took[REQUESTS / 2];
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** B13: TCP carries bytes, not messages. */
    static void halves(LabSession session) throws InterruptedException {
        byte[] request = ScriptedClient.request("/index.html");
        byte[] first = Arrays.copyOf(request, "GET /ind".length());
        byte[] second = Arrays.copyOfRange(request, first.length, request.length);
        Scene origin = start(session, false);
        ScriptedClient a = origin.arrive("client A");
        session.step("lab.programs.step.half-one", a.name());
        origin.done(a.send(first));
        Answer one = origin.done(a.read());
        session.step("lab.programs.step.half-two", a.name());
        origin.done(a.send(second));
        Answer two = origin.done(a.read());
        session.finding("lab.programs.found.halves", one.status(), two.status());
        origin.stop();
        Scene fixed = start(session, true);
        ScriptedClient b = fixed.arrive("client A");
        session.step("lab.programs.step.half-one", b.name());
        fixed.done(b.send(first));
        fixed.settled("the half is read", state -> state.messages() == 1);
        session.step("lab.programs.step.half-two", b.name());
        fixed.done(b.send(second));
        session.finding("lab.programs.found.halves-fixed", fixed.done(b.read()).status());
        fixed.stop();
    }

    /** B7 and B9: a slow reader stops everybody, or gets only a part, until the program waits for EPOLLOUT. */
    static void shortWrite(LabSession session) throws InterruptedException {
        Scene blocking = start(session, false);
        ask(session, blocking);
        ProgramState blocked = blocking.reached("the loop sleeps", state -> state.phase() == Phase.BLOCKED);
        session.step("lab.programs.step.connect", "client B");
        blocking.done(blocking.client("client B").connect());
        blocking.reached("B waits", state -> state.waiting() == 1);
        session.finding("lab.programs.found.frozen", blocked.call(), blocked.descriptor());
        blocking.stop();

        Switches forgets = Tutorial.WEB.origin().with(Switch.NON_BLOCKING, true);
        Scene shortened = Scene.start(session, "lab.programs.step.start-non-blocking", Tutorial.WEB, forgets);
        ScriptedClient slow = ask(session, shortened);
        shortened.settled("the answer is sent", state -> state.messages() == 1);
        Answer other = shortened.get(shortened.arrive("client B"), PAGE);
        session.step("lab.programs.step.read-all", slow.name());
        int got = readAll(session, shortened, slow);
        session.reading("received", Bait.BIG, got, "B");
        session.finding("lab.programs.found.short-write", other.status(), got, Bait.BIG);
        shortened.stop();

        Switches waits = forgets.with(Switch.WAIT_TO_WRITE, true);
        Scene whole = Scene.start(session, "lab.programs.step.start-wait-to-write", Tutorial.WEB, waits);
        ScriptedClient patient = ask(session, whole);
        whole.settled("a part is sent", state -> state.messages() == 1);
        session.step("lab.programs.step.read-all", patient.name());
        int all = whole.done(patient.read()).body().length;
        session.reading("received", Bait.BIG, all, "B");
        session.finding("lab.programs.found.whole-write", all, Bait.BIG, whole.state().rounds());
        whole.stop();
    }

    private static ScriptedClient ask(LabSession session, Scene scene) throws InterruptedException {
        ScriptedClient slow = scene.arriveSlow("slow client");
        session.step("lab.programs.step.ask", slow.name(), "/big.bin");
        scene.done(slow.ask("/big.bin"));
        return slow;
    }

    /** Reads until there is nothing on the way any more: neither here nor in the kernel behind the server. */
    private static int readAll(LabSession session, Scene scene, ScriptedClient client) throws InterruptedException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        while (true) {
            // Asked before the reading: what was not on the way then will never be.
            boolean nothingOnTheWay = scene.state().peers().stream()
                    .filter(each -> each.port() == client.port()).mapToInt(Peer::unsent).sum() == 0;
            byte[] read = scene.done(client.readWhatIsThere());
            got.writeBytes(read);
            if (nothingOnTheWay && read.length == 0) {
                return Answer.of(got.toByteArray()).body().length;
            }
            session.checkStopped();
        }
    }

    /** B17: a path that leads out of the folder. */
    static void traversal(LabSession session) throws InterruptedException {
        Scene origin = start(session, false);
        ScriptedClient a = origin.arrive("client A");
        Answer secret = origin.get(a, "/../secret.txt");
        session.finding("lab.programs.found.traversal", secret.status(), text(secret.body()).strip());
        origin.get(a, "/../../../../etc/passwd");
        origin.stop();
        Scene fixed = start(session, true);
        Answer refused = fixed.get(fixed.arrive("client A"), "/../secret.txt");
        session.finding("lab.programs.found.traversal-fixed", refused.status());
        fixed.stop();
    }
}
