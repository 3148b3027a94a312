package dev.porthole.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.platform.OneInstance.Role;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class OneInstanceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<Optional<Path>> brought = new CopyOnWriteArrayList<>();

    @TempDir Path settings;
    private MeetingPoint point;

    @BeforeEach
    void meet() throws IOException {
        point = MeetingPoint.of(settings, null).orElseThrow();
    }

    @Test
    void theFirstHearsWhatOthersBringAlsoWhatCameBeforeItsWindow() throws IOException {
        Path page = Path.of("/srv/日本語 %20/päge.html");
        try (OneInstance first = OneInstance.claim(settings, Optional.empty())) {
            assertThat(first.role()).isEqualTo(Role.FIRST);
            first.answer();
            MeetingPoint chosen = chosenByThisProcess();
            assertThat(new HandOver(Optional.of(page)).send(chosen, PATIENCE)).isTrue();
            first.onHandOver(brought::add);
            assertThat(new HandOver(Optional.empty()).send(chosen, PATIENCE)).isTrue();
            Await.until("both have come", () -> brought.size() == 2);
            assertThat(brought).containsExactly(Optional.of(page), Optional.empty());
        }
        try (OneInstance next = OneInstance.claim(settings, Optional.empty())) {
            assertThat(next.role()).isEqualTo(Role.FIRST);
        }
    }

    @Test
    void whoComesBeforeTheFirstCanAnswerIsHeardWhenItCan() throws IOException {
        try (OneInstance first = OneInstance.claim(settings, Optional.empty())) {
            MeetingPoint chosen = chosenByThisProcess();
            CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(
                    () -> new HandOver(Optional.empty()).send(chosen, PATIENCE));
            first.onHandOver(brought::add);
            assertThat(brought).isEmpty();
            first.answer();
            assertThat(sent.join()).isTrue();
            Await.until("it has come", () -> brought.size() == 1);
        }
    }

    @Test
    void whoFindsTheSettingsKeptAndNobodyAnsweringStandsBeside() {
        try (OneInstance first = OneInstance.claim(settings, Optional.empty())) {
            first.stopListening();
            try (OneInstance second = OneInstance.claim(settings, Optional.empty())) {
                assertThat(second.role()).isEqualTo(Role.BESIDE);
            }
        }
    }

    @Test
    void aSocketThatIsLeftOverIsNotTrustedToLive() throws IOException {
        listen().close();
        assertThat(Files.exists(point.socket())).isTrue();
        assertThat(new HandOver(Optional.empty()).send(point, PATIENCE)).isFalse();
        try (var _ = listenAt(point)) {
            assertThat(new HandOver(Optional.empty()).send(point, PATIENCE)).isTrue();
            assertThat(Files.getPosixFilePermissions(point.socket()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(point.socket().getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(Files.exists(point.socket())).isFalse();
    }

    @Test
    void aSocketThatOthersCouldUseIsRefused() throws IOException {
        try (var _ = listenAt(point)) {
            Files.setPosixFilePermissions(point.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(new HandOver(Optional.empty()).send(point, PATIENCE)).isFalse();
            Files.setPosixFilePermissions(point.socket(), PosixFilePermissions.fromString("rw-------"));
            Files.setPosixFilePermissions(point.socket().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThat(new HandOver(Optional.empty()).send(point, PATIENCE)).isFalse();
            assertThat(MeetingPoint.of(settings, null)).isEmpty();
        }
        assertThat(brought).isEmpty();
    }

    @Test
    void aSocketOfAnotherUserIsRefused() throws IOException {
        UserPrincipal nobody =
                settings.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        MeetingPoint others = new MeetingPoint(point.socket(), nobody);
        assumeTrue(!others.user().equals(point.user()));
        try (var _ = listenAt(point)) {
            assertThat(new HandOver(Optional.empty()).send(others, PATIENCE)).isFalse();
        }
        try (var _ = listenAt(others)) {
            assertThat(new HandOver(Optional.empty()).send(point, PATIENCE)).isFalse();
        }
        assertThat(brought).isEmpty();
    }

    @Test
    void aRuntimeFolderThatOthersMayEnterIsNotUsed() throws IOException {
        Path runtime = Files.createDirectory(settings.resolve("runtime"));
        Path beside = settings.resolve("window");
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(MeetingPoint.of(settings, runtime.toString()).orElseThrow().socket().getParent()).isEqualTo(beside);
        assertThat(MeetingPoint.of(settings, "relative").orElseThrow().socket().getParent()).isEqualTo(beside);
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        assertThat(MeetingPoint.of(settings, runtime.toString()).orElseThrow().socket().getParent())
                .isEqualTo(runtime.resolve("porthole"));
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLong() throws IOException {
        try (var _ = listen()) {
            assertThat(new HandOver(Optional.empty()).send(point, SHORT)).isFalse();
        }
    }

    @Test
    void nonsenseIsNotAnsweredAndHurtsNobody() throws IOException {
        try (var _ = listenAt(point)) {
            for (String nonsense : List.of(
                    "GET / HTTP/1.1\r\n", "porthole 1 open /relative\n", "porthole 1 open http://localhost/\n",
                    "porthole 1 open file:///\u0000\n", "porthole 2 show\n", "x".repeat(1 << 20))) {
                assertThat(answerTo(nonsense)).isEqualTo(-1);
            }
            assertThat(brought).isEmpty();
            assertThat(new HandOver(Optional.empty()).send(point, PATIENCE)).isTrue();
        }
    }

    private MeetingPoint chosenByThisProcess() throws IOException {
        return MeetingPoint.of(settings.toRealPath(), System.getenv("XDG_RUNTIME_DIR")).orElseThrow();
    }

    private HandOverListener listenAt(MeetingPoint where) {
        HandOverListener listener = HandOverListener.listen(where, said -> brought.add(said.toOpen())).orElseThrow();
        listener.answer();
        return listener;
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(point.socket()));
        Files.setPosixFilePermissions(point.socket(), PosixFilePermissions.fromString("rw-------"));
        return server;
    }

    private int answerTo(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(point.socket()))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return channel.read(ByteBuffer.allocate(16));
        } catch (IOException refused) {
            return -1;
        }
    }
}
