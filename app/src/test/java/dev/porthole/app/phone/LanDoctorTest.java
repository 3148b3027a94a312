package dev.porthole.app.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.phone.PhoneLook.Place;
import dev.porthole.app.phone.PhoneLook.Stage;
import dev.porthole.app.platform.LanAddresses;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.ServerState;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ConnectionSecured;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.tls.TlsSettings;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanDoctorTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir Path root;

    private final EventLog log = new EventLog();
    private final List<LanAddresses.Found> addresses = new ArrayList<>(List.of(
            new LanAddresses.Found(InetAddress.ofLiteral("192.168.1.2"), "wlan0"),
            new LanAddresses.Found(InetAddress.ofLiteral("10.0.0.2"), "eth0")));

    private PhoneLook look(ServerState state) {
        return new LanDoctor(() -> addresses, new Firewall("Linux", root)).look(state, log);
    }

    private ServerState running(String address) {
        InetAddress listens = InetAddress.ofLiteral(address);
        return new ServerState.Running(
                new SiteSettings(root, 7_890, listens, SiteOptions.DEFAULT, null),
                new InetSocketAddress(listens, 7_890), Transport.NIO, 1, START);
    }

    private void connect(long number, String client, Instant at) {
        log.accept(new ConnectionOpened(number, at, new InetSocketAddress(InetAddress.ofLiteral(client), 50_000)));
    }

    @Test
    void saysWhatIsMissingFirst() {
        assertThat(look(new ServerState.Stopped()).stage()).isEqualTo(Stage.STOPPED);
        assertThat(look(running("127.0.0.1"))).isEqualTo(
                new PhoneLook(Stage.ONLY_HERE, List.of(), List.of(), List.of()));
        addresses.clear();
        assertThat(look(running("0.0.0.0")).stage()).isEqualTo(Stage.NO_NETWORK);
    }

    @Test
    void listsEveryAddressOfThisMomentTheLikelyOneFirst() {
        assertThat(look(running("0.0.0.0")).places()).containsExactly(
                new Place("http://192.168.1.2:7890/", "wlan0"), new Place("http://10.0.0.2:7890/", "eth0"));
        addresses.removeFirst();
        assertThat(look(running("0.0.0.0")).places()).containsExactly(new Place("http://10.0.0.2:7890/", "eth0"));
        assertThat(look(running("10.0.0.2")).places()).hasSize(1);
    }

    @Test
    void onlyOtherDevicesOfThisRunCount() {
        connect(1, "192.168.1.9", START.minusSeconds(1));
        connect(2, "127.0.0.1", START.plusSeconds(1));
        connect(3, "192.168.1.2", START.plusSeconds(2));
        assertThat(look(running("0.0.0.0")).stage()).isEqualTo(Stage.WAITING);
        connect(4, "192.168.1.7", START.plusSeconds(3));
        connect(5, "192.168.1.8", START.plusSeconds(4));
        connect(6, "192.168.1.7", START.plusSeconds(5));
        PhoneLook look = look(running("0.0.0.0"));
        assertThat(look.stage()).isEqualTo(Stage.CONNECTED);
        assertThat(look.devices()).containsExactly("192.168.1.7", "192.168.1.8");
        assertThat(look.advice()).isEmpty();
    }

    @Test
    void byHttpsDevicesAreLedToTheStepsFirst() {
        ServerState secure = secure("0.0.0.0");
        assertThat(look(secure).places()).first().isEqualTo(new Place(
                "https://192.168.1.2:7890/", "wlan0", "http://192.168.1.2:7890/.porthole/https"));
        assertThat(look(secure).stage()).isEqualTo(Stage.WAITING);
        connect(1, "192.168.1.7", START.plusSeconds(1));
        assertThat(look(secure).stage()).as("it opened the page with the steps").isEqualTo(Stage.UNTRUSTED);
        assertThat(look(secure).devices()).containsExactly("192.168.1.7");
        connect(2, "192.168.1.7", START.plusSeconds(2));
        log.accept(new ConnectionClosed(2, START.plusSeconds(2), CloseReason.TLS_NOT_TRUSTED));
        assertThat(look(secure).advice()).containsExactly(Phrase.of("phone.advice.distrust", "192.168.1.7"));
        connect(3, "192.168.1.7", START.plusSeconds(3));
        log.accept(new ConnectionSecured(3, START.plusSeconds(3)));
        assertThat(look(secure).stage()).isEqualTo(Stage.CONNECTED);
        assertThat(look(secure).devices()).containsExactly("192.168.1.7");
        assertThat(look(secure).advice()).isEmpty();
        connect(4, "192.168.1.8", START.plusSeconds(4));
        log.accept(new ConnectionClosed(4, START.plusSeconds(4), CloseReason.TLS_LEFT));
        assertThat(look(secure).stage()).isEqualTo(Stage.CONNECTED);
        assertThat(look(secure).advice()).containsExactly(Phrase.of("phone.advice.distrust", "192.168.1.8"));
    }

    @Test
    void saysForWhichAddressNobodyCanVouch() {
        addresses.set(0, new LanAddresses.Found(InetAddress.ofLiteral("203.0.113.9"), "eth1"));
        assertThat(look(secure("0.0.0.0")).advice()).contains(Phrase.of("phone.advice.public", "203.0.113.9"));
        assertThat(look(running("0.0.0.0")).advice()).doesNotContain(Phrase.of("phone.advice.public", "203.0.113.9"));
    }

    private ServerState secure(String address) {
        ServerState.Running plain = (ServerState.Running) running(address);
        TlsSettings tls = new TlsSettings(() -> {
            throw new AssertionError("no client comes here");
        });
        return new ServerState.Running(
                plain.settings().withTls(tls), plain.address(), plain.transport(), plain.eventLoops(), plain.since());
    }

    @Test
    void namesTheFirewallThatIsOn() throws IOException {
        assertThat(look(running("0.0.0.0")).advice()).contains(Phrase.of("phone.advice.firewall", 7_890));
        Files.createDirectories(root.resolve("run/firewalld"));
        assertThat(look(running("0.0.0.0")).advice()).contains(Phrase.of("phone.advice.firewalld", 7_890));
        Files.createDirectories(root.resolve("etc/ufw"));
        Files.writeString(root.resolve("etc/ufw/ufw.conf"), "# comment\nENABLED=yes\nLOGLEVEL=low\n");
        assertThat(look(running("0.0.0.0")).advice()).contains(Phrase.of("phone.advice.ufw", 7_890));
        assertThat(new Firewall("Windows 11", root).advice(1)).isEqualTo(Phrase.of("phone.advice.windows"));
        assertThat(new Firewall("Mac OS X", root).advice(1)).isEqualTo(Phrase.of("phone.advice.mac"));
    }
}
