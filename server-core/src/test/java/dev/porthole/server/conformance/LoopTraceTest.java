package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.loop.AnswerSource;
import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.KernelInterestList;
import dev.porthole.server.loop.LoopEvent;
import dev.porthole.server.loop.LoopEvent.Change;
import dev.porthole.server.loop.LoopTrace;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a trace tells of a real server, on real sockets. */
class LoopTraceTest {

    private static final int IN = 0x1;
    private static final int OUT = 0x4;
    private static final int EPOLL_ALWAYS = 0x8 | 0x10;
    private static final int NIO_ACCEPT = 0x10;
    private static final int LARGE = 6_000_000;

    private final StaticServer server = new StaticServer(event -> {});
    private final Map<Integer, List<LoopEvent>> seen = new HashMap<>();
    private ServedFolder folder;
    private InetSocketAddress address;
    private LoopTrace trace;

    @BeforeEach
    void createFolder() throws IOException {
        folder = new ServedFolder();
        folder.letters();
        folder.noise("large.bin", LARGE);
    }

    @AfterEach
    void stopAndDelete() throws IOException {
        server.close();
        folder.close();
    }

    private void start(Transport transport) throws Exception {
        SiteSettings settings = SiteSettings.local(folder.root(), 0).with(TransportUnderTest.assumeWorks(transport));
        address = server.start(settings).address();
    }

    private void trace() throws Exception {
        trace = server.trace().orElseThrow();
        Await.until("each loop has listed its interests", () ->
                all(LoopEvent.InterestListed.class).size() == trace.loops());
    }

    private void look() {
        for (int loop = 0; loop < trace.loops(); loop++) {
            trace.events(loop).take(Integer.MAX_VALUE, seen.computeIfAbsent(loop, each -> new ArrayList<>())::add);
        }
    }

    private <E extends LoopEvent> List<E> all(Class<E> type) {
        look();
        return seen.values().stream()
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<LoopEvent> ofConnection(long connection) {
        look();
        return seen.values().stream()
                .flatMap(List::stream)
                .filter(event -> connection(event) == connection)
                .toList();
    }

    private static long connection(LoopEvent event) {
        return switch (event) {
            case LoopEvent.Ready ready -> ready.connection();
            case LoopEvent.Handled handled -> handled.connection();
            case LoopEvent.InterestChanged changed -> changed.connection();
            case LoopEvent.Opened opened -> opened.connection();
            case LoopEvent.BytesRead read -> read.connection();
            case LoopEvent.RequestFound found -> found.connection();
            case LoopEvent.AnswerBegan began -> began.connection();
            case LoopEvent.BytesWritten written -> written.connection();
            case LoopEvent.AnswerEnded ended -> ended.connection();
            case LoopEvent.Closed closed -> closed.connection();
            default -> -1;
        };
    }

    private RawClient ask(RawClient client, String target) throws IOException {
        return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private static List<String> names(List<LoopEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO"})
    void aVisitIsToldFromItsAcceptToItsEnd(Transport transport) throws Exception {
        start(transport);
        trace();
        try (RawClient client = RawClient.connect(address)) {
            ask(client, "/letters.txt").read();
        }
        Await.until("its end is told", () -> !all(LoopEvent.Closed.class).isEmpty());
        List<LoopEvent> visit = ofConnection(1);
        assertThat(all(LoopEvent.Accepted.class)).singleElement()
                .satisfies(accepted -> assertThat(accepted.client().getAddress().isLoopbackAddress()).isTrue());
        assertThat(names(visit)).containsSubsequence(
                "Opened", "InterestChanged", "Ready", "BytesRead", "RequestFound", "AnswerBegan", "AnswerEnded",
                "Ready", "InterestChanged", "Closed");
        assertThat(all(LoopEvent.RequestFound.class)).singleElement()
                .satisfies(found -> assertThat(found.target()).isEqualTo("/letters.txt"));
        assertThat(all(LoopEvent.AnswerBegan.class)).singleElement().satisfies(began -> {
            assertThat(began.status()).isEqualTo(200);
            assertThat(began.bytes()).isEqualTo(26);
        });
        assertThat(all(LoopEvent.BytesWritten.class)).allSatisfy(
                written -> assertThat(written.written()).isEqualTo(written.asked()));
        assertThat(all(LoopEvent.Closed.class)).singleElement().satisfies(
                closed -> assertThat(closed.reason()).isEqualTo(CloseReason.CLIENT_CLOSED));
        assertThat(visit).filteredOn(LoopEvent.InterestChanged.class::isInstance)
                .extracting(event -> ((LoopEvent.InterestChanged) event).change())
                .startsWith(Change.ADD).endsWith(Change.DELETE);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO"})
    void roundsBeginAndEndAndWhatIsInThemCarriesTheirNumber(Transport transport) throws Exception {
        start(transport);
        trace();
        try (RawClient client = RawClient.connect(address)) {
            for (int i = 0; i < 10; i++) {
                ask(client, "/letters.txt").read();
            }
        }
        Await.until("its end is told", () -> !all(LoopEvent.Closed.class).isEmpty());
        for (List<LoopEvent> events : seen.values()) {
            long round = 0;
            boolean inRound = false;
            for (int i = 0; i < events.size(); i++) {
                LoopEvent event = events.get(i);
                assertThat(event.sequence()).isEqualTo(i);
                if (event instanceof LoopEvent.WaitBegan began) {
                    assertThat(inRound).as("a round in a round").isFalse();
                    assertThat(began.round()).isGreaterThan(round);
                    inRound = true;
                } else if (event instanceof LoopEvent.RoundEnded) {
                    inRound = false;
                } else if (event instanceof LoopEvent.Ready) {
                    assertThat(inRound).as("ready in a round").isTrue();
                }
                round = event.round();
            }
        }
        assertThat(all(LoopEvent.WaitBegan.class)).anyMatch(LoopEvent.WaitBegan::mayBlock);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO"})
    void askedAgainAnAnswerComesFromMemoryAndSaysSo(Transport transport) throws Exception {
        assumeTrue(transport == Transport.EPOLL || transport == Transport.NIO);
        start(transport);
        trace();
        try (RawClient client = RawClient.connect(address)) {
            Await.until("the file is answered from memory", () -> {
                try {
                    ask(client, "/letters.txt").read();
                } catch (IOException e) {
                    return fail(e);
                }
                return all(LoopEvent.AnswerBegan.class).stream()
                        .anyMatch(began -> began.source() == AnswerSource.MEMORY);
            });
            List<Integer> begun = all(LoopEvent.AnswerBegan.class).stream()
                    .map(LoopEvent.AnswerBegan::request).toList();
            assertThat(begun).containsExactlyElementsOf(IntStream.rangeClosed(1, begun.size()).boxed().toList());
            Await.until("its end is told", () -> all(LoopEvent.AnswerEnded.class).size() == begun.size());
        }
        // Also of those that send(2) takes without the channel.
        Await.until("each answer's bytes are told",
                () -> all(LoopEvent.BytesWritten.class).size() >= all(LoopEvent.AnswerEnded.class).size());
        assertThat(all(LoopEvent.BytesWritten.class)).extracting(LoopEvent.BytesWritten::full).containsOnly(false);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO"})
    void aSlowReaderMakesTheLoopAskForRoomAndNoLongerThanNeeded(Transport transport) throws Exception {
        start(transport);
        trace();
        try (RawClient client = RawClient.connect(address, 32 << 10)) {
            ask(client, "/large.bin");
            Await.until("room is asked for", () -> all(LoopEvent.InterestChanged.class).stream().anyMatch(
                    changed -> changed.connection() == 1 && (changed.after() & OUT) != 0));
            Await.until("the system is told to be full",
                    () -> all(LoopEvent.BytesWritten.class).stream().anyMatch(LoopEvent.BytesWritten::full));
            assertThat(client.read().body()).hasSize(LARGE);
            Await.until("room is no longer asked for", () -> (lastMask(1) & OUT) == 0);
            Await.until("all that was written is told", () -> written() >= LARGE);
        }
        assertThat(written()).isLessThan(LARGE + 2_000);
        assertThat(all(LoopEvent.Ready.class).stream()
                .filter(ready -> ready.connection() == 1 && (ready.mask() & OUT) != 0)
                .count()).as("times that there was room again").isPositive();
        assertThat(all(LoopEvent.AnswerBegan.class)).singleElement()
                .extracting(LoopEvent.AnswerBegan::source).isEqualTo(AnswerSource.FILE);
    }

    private long written() {
        return all(LoopEvent.BytesWritten.class).stream().mapToLong(LoopEvent.BytesWritten::written).sum();
    }

    private int lastMask(long connection) {
        return all(LoopEvent.InterestChanged.class).stream()
                .filter(changed -> changed.connection() == connection)
                .reduce((before, now) -> now)
                .map(LoopEvent.InterestChanged::after)
                .orElse(0);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "EPOLL")
    void atRestTheKernelHasTheSameInterests(Transport transport) throws Exception {
        assumeTrue(KernelInterestList.isAvailable());
        start(transport);
        try (RawClient before = RawClient.connect(address); RawClient slow = RawClient.connect(address, 32 << 10)) {
            ask(before, "/letters.txt").read();
            ask(slow, "/large.bin");
            trace();
            Await.until("connections from before are listed", () -> kernelMasks().equals(tracedMasks())
                    && tracedMasks().size() == 3);
            Await.until("the slow one waits for room",
                    () -> tracedMasks().values().stream().anyMatch(mask -> (mask & OUT) != 0));
            assertThat(slow.read().body()).hasSize(LARGE);
            try (RawClient later = RawClient.connect(address)) {
                ask(later, "/letters.txt").read();
                Await.until("the kernel agrees again", () -> kernelMasks().equals(tracedMasks())
                        && tracedMasks().size() == 4
                        && tracedMasks().values().stream().allMatch(mask -> (mask & OUT) == 0));
            }
        }
        Await.until("only the listening socket is left", () -> tracedMasks().size() == 1);
        Await.until("the kernel agrees in the end", () -> kernelMasks().equals(tracedMasks()));
    }

    /** What the events add up to, by descriptor. */
    private Map<Integer, Integer> tracedMasks() {
        look();
        Map<Integer, Integer> masks = new HashMap<>();
        for (List<LoopEvent> events : seen.values()) {
            Map<Long, Interest> ofLoop = new HashMap<>();
            for (LoopEvent event : events) {
                if (event instanceof LoopEvent.InterestListed listed) {
                    ofLoop.clear();
                    listed.interests().forEach(each -> ofLoop.put(each.connection(), each));
                } else if (event instanceof LoopEvent.InterestChanged changed) {
                    long key = changed.connection();
                    if (changed.change() == Change.DELETE) {
                        ofLoop.remove(key);
                    } else {
                        ofLoop.put(key, new Interest(key, changed.descriptor(), changed.after(), null));
                    }
                }
            }
            ofLoop.values().stream()
                    .filter(each -> each.mask() != 0)
                    .forEach(each -> masks.put(each.descriptor(), each.mask() | EPOLL_ALWAYS));
        }
        return masks;
    }

    private Map<Integer, Integer> kernelMasks() {
        Map<Integer, Integer> masks = new HashMap<>();
        for (int descriptor : tracedMasks().keySet()) {
            try {
                KernelInterestList.watching(Set.of(descriptor)).ifPresent(list -> list.entries().stream()
                        .filter(entry -> entry.kind() == KernelInterestList.Kind.SOCKET)
                        .forEach(entry -> masks.put(entry.descriptor(), entry.mask())));
            } catch (IOException e) {
                return fail(e);
            }
        }
        return masks;
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO"})
    void theListeningSocketIsListedFirst(Transport transport) throws Exception {
        start(transport);
        trace();
        List<Interest> listed = all(LoopEvent.InterestListed.class).stream()
                .flatMap(event -> event.interests().stream()).toList();
        assertThat(listed).singleElement().satisfies(listener -> {
            assertThat(listener.connection()).isZero();
            assertThat(listener.client()).isNull();
            assertThat(listener.mask() & (transport == Transport.NIO ? NIO_ACCEPT : IN)).isNotZero();
        });
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO", "IO_URING"})
    void aClosedTraceTellsNothingMoreAndTheServerServes(Transport transport) throws Exception {
        start(transport);
        trace();
        try (RawClient client = RawClient.connect(address)) {
            ask(client, "/letters.txt").read();
            trace.close();
            LoopTrace second = server.trace().orElseThrow();
            LoopTrace first = trace;
            trace = second;
            Await.until("the second one tells", () -> all(LoopEvent.InterestListed.class).size() == 2 * second.loops());
            first.events(0).take(Integer.MAX_VALUE, event -> {});
            first.events(1 % first.loops()).take(Integer.MAX_VALUE, event -> {});
            ask(client, "/large.bin");
            assertThat(client.read().body()).hasSize(LARGE);
            Await.until("the second one tells of the answer", () -> !all(LoopEvent.AnswerEnded.class).isEmpty());
            assertThat(IntStream.range(0, first.loops())
                    .map(loop -> first.events(loop).take(Integer.MAX_VALUE, event -> {}))
                    .sum()).as("events of a closed trace").isZero();
            second.close();
            ask(client, "/letters.txt").read();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"EPOLL", "NIO"})
    void aLaterTraceTakesThePlaceOfAnEarlierOneAndIsNotEndedByIt(Transport transport) throws Exception {
        start(transport);
        LoopTrace first = server.trace().orElseThrow();
        trace();
        first.close();
        try (RawClient client = RawClient.connect(address)) {
            ask(client, "/letters.txt").read();
            Await.until("the later one tells", () -> !all(LoopEvent.AnswerEnded.class).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "IO_URING")
    void onIoUringCompletionsAreTold(Transport transport) throws Exception {
        start(transport);
        trace();
        try (RawClient client = RawClient.connect(address)) {
            ask(client, "/large.bin");
            assertThat(client.read().body()).hasSize(LARGE);
            Await.until("all that was written is told", () -> written() >= LARGE);
        }
        assertThat(written()).isLessThan(LARGE + 2_000);
        assertThat(all(LoopEvent.Completed.class)).anyMatch(completed -> completed.connection() == 1);
        trace.listInterests(0);
        Await.until("its sockets are listed again",
                () -> all(LoopEvent.InterestListed.class).size() == trace.loops() + 1);
        assertThat(all(LoopEvent.InterestListed.class).stream()
                .flatMap(listed -> listed.interests().stream())
                .map(Interest::mask)).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "EPOLL")
    void aStoppedServerCannotBeTraced(Transport transport) throws Exception {
        start(transport);
        trace();
        server.close();
        assertThat(server.trace()).isEmpty();
        trace.listInterests(0);
        trace.close();
    }
}
