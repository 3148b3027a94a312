package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.https.Program;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** HTTPS in the window: turned on by the chip, trusted by those who were told to, and removed again. */
class HttpsWindowTest extends RealWindow {

    @Test
    void theChipTurnsItOnAndTheAddressFollows() throws Exception {
        serve();
        turnOn();
        assertThat(securely(address())).isEqualTo("<h1>hello</h1>");
        Await.until("the panel shows the authority", () -> onFx(() -> shown("#httpsFingerprint")));
        String shownFingerprint = onFx(() -> text("#httpsFingerprint"));
        assertThat(shownFingerprint).matches("([0-9A-F]{2}:){16}\n([0-9A-F]{2}:){15}[0-9A-F]{2}");
        fire("#copyFingerprint");
        assertThat(desktop.copied).containsExactly(shownFingerprint.replace("\n", ""));
        fire("#https");
        assertThat(onFx(() -> find("#https", ToggleButton.class).isSelected())).as("looking changes nothing").isTrue();
        Path settings = temp.resolve("config/settings.properties");
        Await.until("it is remembered", () -> Files.readString(settings).contains("folder.0.https=true"));
        onFx(() -> {
            find("#httpsOn", CheckBox.class).fire();
            return true;
        });
        Await.until("it is plain HTTP again", () -> onFx(() -> text("#address").startsWith("http://")
                && text("#state").equals("Running")));
        assertThat(get("").body()).isEqualTo("<h1>hello</h1>");
    }

    @Test
    void aRequestIsSentAgainByTls() throws Exception {
        serve();
        turnOn();
        securely(address() + "site.css");
        awaitRows(1);
        select(0);
        Await.until("the inspector shows it", () -> onFx(() -> shown("#sendAgain")));
        fire("#sendAgain");
        awaitRows(2);
        assertThat(onFx(() -> rows().stream()
                .map(row -> Objects.requireNonNull(row.exchange().response()).status()).toList()))
                .containsExactly(200, 200);
    }

    @Test
    void aRequestThatIsCopiedForCurlWorksAsItIs() throws Exception {
        assumeTrue(Program.isInstalled("curl"), "curl is not installed");
        serve();
        turnOn();
        securely(address() + "site.css?v=1");
        awaitRows(1);
        select(0);
        Await.until("the inspector shows it", () -> onFx(() -> shown("#copyAsCurl")));
        fire("#copyAsCurl");
        Program.Result result = Program.run("sh", "-c", desktop.copied.getFirst());
        assertThat(result.output()).contains(" 200").endsWith("body { color: black }");
        assertThat(result.exitCode()).isZero();
        awaitRows(2);
        assertThat(onFx(() -> rows().getLast().exchange().request().target())).isEqualTo("/site.css?v=1");
    }

    @Test
    void removingDeletesTheKeyAndGoesBackToPlainHttp() throws Exception {
        serve();
        turnOn();
        Await.until("the panel shows the authority", () -> onFx(() -> shown("#removeAuthority")));
        fire("#removeAuthority");
        assertThat(authority()).as("asked first").exists();
        assertThat(onFx(() -> shown("#reallyRemove"))).isTrue();
        fire("#reallyRemove");
        Await.until("key and certificate are gone", () -> !Files.exists(authority()));
        Await.until("it is plain HTTP again", () -> onFx(() -> text("#address").startsWith("http://")
                && text("#state").equals("Running")));
        assertThat(onFx(() -> text("#httpsState"))).startsWith("Key and certificate are deleted.");
        assertThat(onFx(() -> find("#https", ToggleButton.class).isSelected())).isFalse();
    }

    @Test
    void chromiumSaysNoWithoutTrustAndYesWithIt() throws Exception {
        Chromium chromium = Chromium.installed().orElse(null);
        assumeTrue(chromium != null, "Chromium is not installed");
        assumeTrue(Program.isInstalled("certutil"), "certutil of NSS is not installed");
        Files.writeString(root.resolve("index.html"), """
                <h1>hello</h1><p id=spoken></p><script>
                spoken.textContent = performance.getEntriesByType('navigation')[0].nextHopProtocol
                </script>
                """);
        serve();
        turnOn();
        URI site = URI.create(address());
        URI steps = URI.create("http://localhost:" + site.getPort() + "/.porthole/https");
        Path stranger = Files.createDirectory(temp.resolve("stranger"));
        assertThat(chromium.document(steps, stranger)).contains("<div id=\"probe\" role=\"status\" class=\"no\">")
                .containsPattern("<p data-for=\"no\"><b>[^<]+</b>")
                .contains("<p data-for=\"yes\" hidden=\"\">");
        assertThat(chromium.document(site, stranger)).contains("ERR_CERT_AUTHORITY_INVALID");
        Path friend = Files.createDirectory(temp.resolve("friend"));
        Program.trustInNss(friend, authority().resolve("certificate.pem"));
        assertThat(chromium.document(steps, friend)).contains("<div id=\"probe\" role=\"status\" class=\"yes\">")
                .contains("<a class=\"button\" href=\"" + site + "\">");
        assertThat(chromium.document(site, friend)).contains("<h1>hello</h1>").contains("<p id=\"spoken\">h2</p>");
        assertThat(chromium.document(URI.create("http://localhost:" + site.getPort() + "/"), friend))
                .as("plain HTTP leads to HTTPS").contains("<h1>hello</h1>");
    }

    private void turnOn() {
        fire("#https");
        Await.until("it is served by HTTPS", () -> onFx(() -> text("#address").startsWith("https://")
                && text("#state").equals("Running")));
    }

    private Path authority() {
        return temp.resolve("config/authority");
    }

    /** What a client gets that trusts the certificate, and no other. */
    private String securely(String url) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority().resolve("certificate.pem"))) {
            store.setCertificateEntry("porthole", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
