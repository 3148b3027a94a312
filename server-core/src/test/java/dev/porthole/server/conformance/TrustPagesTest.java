package dev.porthole.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.SiteOptions;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.FieldReason;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.http.HostingRules;
import dev.porthole.server.tls.TlsIdentity;
import dev.porthole.server.tls.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** The pages by which devices come to trust the certificate authority: answered with TLS and without. */
class TrustPagesTest {

    private static final TestAuthority AUTHORITY = new TestAuthority("CN=Porthole CA o'neil&co@lab, O=Porthole");
    private static final TlsIdentity IDENTITY = AUTHORITY.identity();

    @RegisterExtension
    static final TlsSite SITE = TlsSite.serving(ServedFolder::letters)
            .with(AUTHORITY, new TlsSettings(() -> IDENTITY, AUTHORITY.certificate()));

    @Test
    void thePageComesWithoutTls() throws Exception {
        Answer answer = plain("/.porthole/https", "");
        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'").contains("script-src 'self'").doesNotContain("script-src 'unsafe");
        assertThat(answer.header("Vary")).isEqualTo("Accept-Language, User-Agent");
        assertThat(answer.text()).contains("<h1>Trust this server</h1>")
                .contains("Porthole CA o&#39;neil&amp;co@lab").doesNotContain("o'neil&co")
                .contains("href=\"https://localhost:" + SITE.address().getPort() + "/\"")
                .containsPattern("<code class=\"hash\">([0-9A-F]{2}:){31}[0-9A-F]{2}</code>");
        assertThat(SITE.recorder().await(ResponseFinished.class, r -> r.why().rule() == Rule.OWN_PAGE).status())
                .isEqualTo(200);
    }

    @Test
    void itSpeaksChinese() throws Exception {
        String page = plain("/.porthole/https", "Accept-Language: zh-CN,zh;q=0.9\r\n").text();
        assertThat(page).contains("<html lang=\"zh-CN\">").contains("<h1>信任此服务器</h1>")
                .doesNotContain("Download").doesNotContain("trust.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1|ios",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36|android",
        "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0|android",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36|windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0|firefox",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15|macos",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36|linux",
        "curl/8.0|linux"
    })
    void theVisitorsOwnSystemComesFirst(String agent, String system) throws Exception {
        String page = plain("/.porthole/https", "User-Agent: " + agent + "\r\n").text();
        int first = page.indexOf("<details");
        assertThat(page.substring(first)).startsWith("<details open data-system=\"" + system + "\">");
        assertThat(page.split("<details ", -1)).as("all others are there too").hasSize(7);
        assertThat(page.split("<details open", -1)).hasSize(2);
    }

    @Test
    void everyStepIsThereInBothLanguages() throws Exception {
        for (String language : List.of("en", "zh")) {
            String page = plain("/.porthole/https", "Accept-Language: " + language + "\r\n").text();
            assertThat(page.split("<li>", -1)).hasSize(27);
            assertThat(page).doesNotContain("{0}");
        }
    }

    @Test
    void theCertificateComesInTheFormOfEachSystem() throws Exception {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        Answer der = plain("/.porthole/ca.crt", "");
        assertThat(der.header("Content-Type")).isEqualTo("application/x-x509-ca-cert");
        assertThat(der.body).isEqualTo(AUTHORITY.certificate().getEncoded());
        Answer pem = plain("/.porthole/ca.pem", "");
        assertThat(pem.text()).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(certificates.generateCertificate(new ByteArrayInputStream(pem.body)))
                .isEqualTo(AUTHORITY.certificate());
    }

    @Test
    void iosGetsAProfile() throws Exception {
        Answer answer = plain("/.porthole/ca.mobileconfig", "");
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-apple-aspen-config");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document profile = factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body));
        String data = profile.getElementsByTagName("data").item(0).getTextContent();
        assertThat(Base64.getMimeDecoder().decode(data)).isEqualTo(AUTHORITY.certificate().getEncoded());
        assertThat(profile.getDocumentElement().getTextContent())
                .contains("com.apple.security.root").contains("Porthole CA o'neil&co@lab");
    }

    @Test
    void onlyTheServersOwnPageMayReadTheProbeAndNothingElse() throws Exception {
        String own = "http://localhost:" + SITE.address().getPort();
        assertThat(secure("/.porthole/probe", "Origin: http://evil.example\r\n").header("Access-Control-Allow-Origin"))
                .isEqualTo(own);
        for (String other : List.of("/.porthole/https", "/.porthole/ca.crt", "/a.txt")) {
            assertThat(secure(other, "Origin: " + own + "\r\n").header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void aSharedSiteTellsOnlyOnceThatItIsShared() throws Exception {
        try (StaticServer shared = new StaticServer(event -> { })) {
            Answer answer = first(shared, SITE.settings(
                    SiteOptions.DEFAULT.withRules(HostingRules.NONE.withShared(true))), "/.porthole/probe");
            assertThat(answer.head.toLowerCase(Locale.ROOT).split("access-control-allow-origin:", -1)).hasSize(2);
        }
    }

    @Test
    void aForeignNameGetsNothing() throws Exception {
        try (Socket socket = SITE.plain()) {
            socket.getOutputStream().write("GET /.porthole/ca.crt HTTP/1.1\r\nHost: evil.example\r\n"
                    .concat("Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            assertThat(new Answer(socket.getInputStream().readAllBytes()).status).isEqualTo(403);
        }
    }

    @Test
    void whereNothingHasToBeTrustedThereAreNoSuchPages() throws Exception {
        try (StaticServer other = new StaticServer(event -> { })) {
            SiteSettings settings = SITE.settings(SiteOptions.DEFAULT).withTls(new TlsSettings(() -> IDENTITY));
            assertThat(first(other, settings, "/.porthole/https").status).isEqualTo(404);
        }
    }

    @Test
    void theInspectorKnowsWhereEachLineComesFrom() throws Exception {
        secure("/.porthole/probe?reasons", "");
        plain("/.porthole/https?reasons", "");
        assertThat(reason("/.porthole/probe?reasons", "Access-Control-Allow-Origin")).isEqualTo(FieldReason.OWN_PROBE);
        assertThat(reason("/.porthole/https?reasons", "Vary")).isEqualTo(FieldReason.SYSTEM_OF_VISITOR);
        assertThat(reason("/.porthole/https?reasons", "Content-Security-Policy")).isEqualTo(FieldReason.OWN_SCRIPT);
        assertThat(reason("/.porthole/https?reasons", "Content-Type")).isEqualTo(FieldReason.TYPE_OF_OWN);
    }

    private static FieldReason reason(String target, String field) throws Exception {
        RequestReceived request = SITE.recorder().received(target);
        ResponseFinished response = SITE.recorder().finished(request);
        String value = new Answer(response.headText().getBytes(ISO_8859_1)).header(field);
        return FieldReason.of(request, response, field, value).orElseThrow();
    }

    private static Answer plain(String target, String lines) throws IOException {
        return ask(SITE.plain(), target, lines);
    }

    private static Answer secure(String target, String lines) throws IOException {
        return ask(SITE.secure(), target, lines);
    }

    /** The first answer of another server. */
    private static Answer first(StaticServer other, SiteSettings settings, String target) throws Exception {
        return ask(SITE.secure(other.start(settings).address()), target, "");
    }

    private static Answer ask(Socket connected, String target, String lines) throws IOException {
        try (Socket socket = connected) {
            String host = "localhost:" + socket.getPort();
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n"
                    + lines + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            return new Answer(socket.getInputStream().readAllBytes());
        }
    }

    /** An answer, taken apart. */
    private static final class Answer {

        private final String head;
        private final byte[] body;
        private final int status;

        Answer(byte[] bytes) {
            String all = new String(bytes, ISO_8859_1);
            int end = all.indexOf("\r\n\r\n") + 4;
            head = all.substring(0, end);
            body = all.substring(end).getBytes(ISO_8859_1);
            status = Integer.parseInt(head.substring(9, 12));
        }

        String text() {
            return new String(body, UTF_8);
        }

        String header(String name) {
            return head.lines().filter(line -> line.toLowerCase(Locale.ROOT)
                            .startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2)).findFirst().orElse("");
        }
    }
}
