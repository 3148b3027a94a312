package dev.porthole.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {

    @TempDir Path proc;

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsTheProgramThatListens() throws IOException {
        table("  0: 0100007F:1ED2 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4711 1");
        Path descriptors = Files.createDirectories(proc.resolve("812/fd"));
        Files.createSymbolicLink(descriptors.resolve("6"), Path.of("socket:[4711]"));
        Files.writeString(proc.resolve("812/comm"), "nginx\n");
        assertThat(PortHolder.find(proc, 7890)).contains(new PortHolder("nginx", 812));
        assertThat(PortHolder.find(proc, 7891)).isEmpty();
    }

    @Test
    void aConnectionIsNoListener() throws IOException {
        table("  0: 0100007F:1ED2 0100007F:9999 01 00000000:00000000 00:00000000 00000000 0 0 4711 1");
        assertThat(PortHolder.find(proc, 7890)).isEmpty();
    }

    @Test
    void knowsNothingWhereThereIsNoProc() {
        assertThat(PortHolder.find(proc.resolve("none"), 7890)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsThisProgramItself() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(PortHolder.find(socket.getLocalPort()).map(PortHolder::pid))
                    .contains(ProcessHandle.current().pid());
        }
    }

    private void table(String line) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"),
                "  sl  local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode\n"
                        + line + "\n");
    }
}
