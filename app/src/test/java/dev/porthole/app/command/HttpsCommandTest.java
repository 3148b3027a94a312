package dev.porthole.app.command;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.https.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS on the command line: served, trusted by curl, told of and removed. */
@Timeout(value = 2, unit = MINUTES)
class HttpsCommandTest {

    @TempDir Path temp;

    private Path site = Path.of("");
    private Path certificate = Path.of("");

    @BeforeEach
    void makeSite() throws IOException {
        site = Files.createDirectory(temp.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<h1>Ahoy</h1>");
        certificate = temp.resolve("config/authority/certificate.pem");
    }

    @Test
    void curlTrustsTheSiteWithTheCertificateThatIsTold() throws Exception {
        assumeTrue(Program.isInstalled("curl"), "curl is not installed");
        try (PortholeProcess porthole = start("en", "serve", site.toString(), "-p0", "--https")) {
            URI url = porthole.servingAt();
            assertThat(url.getScheme()).isEqualTo("https");
            assertThat(porthole.line()).isEqualTo("Devices that do not trust the certificate yet find what to do at "
                    + "http://127.0.0.1:" + url.getPort() + "/.porthole/https");
            assertThat(porthole.line())
                    .isEqualTo("The certificate that makes programs on this computer trust it: " + certificate);
            for (String host : List.of("localhost", "127.0.0.1")) {
                String there = "https://" + host + ":" + url.getPort() + "/";
                assertThat(Program.run("curl", "-sS4", "--cacert", certificate.toString(), there).output())
                        .isEqualTo("<h1>Ahoy</h1>");
                assertThat(Program.run("curl", "-sS4", there).exitCode()).isEqualTo(60);
            }
            Program.Result plain = Program.run("curl", "-sS4", "-L", "--cacert", certificate.toString(),
                    "-w", " %{num_redirects} %{scheme}", "http://localhost:" + url.getPort() + "/");
            assertThat(plain.output().toLowerCase(Locale.ROOT)).isEqualTo("<h1>ahoy</h1> 1 https");
        }
    }

    @Test
    void itIsToldOfAndRemoved() throws Exception {
        assertThat(output("https")).singleElement().asString().startsWith("There is no certificate authority;");
        try (PortholeProcess porthole = start("en", "serve", site.toString(), "-p0", "--https")) {
            porthole.servingAt();
        }
        List<String> told = output("https");
        assertThat(told).anyMatch(line -> line.matches("Authority: {4}Porthole CA .+@.+"))
                .contains("Certificate:  " + certificate)
                .anyMatch(line -> line.matches("Fingerprint: {2}([0-9A-F]{2}:){31}[0-9A-F]{2} \\(SHA-256\\)"))
                .anyMatch(line -> line.matches("Valid until: {2}20\\d\\d-\\d\\d-\\d\\d"))
                .anyMatch(line -> line.contains(certificate.toString()) && line.startsWith("    "));
        assertThat(output("https", "remove")).first().asString()
                .isEqualTo("The key and the certificate in " + certificate.getParent()
                        + " are deleted; nobody can use them any more.");
        assertThat(certificate.getParent()).doesNotExist();
        assertThat(output("https", "remove")).singleElement().asString().startsWith("There is no certificate");
    }

    @Test
    void aDamagedAuthorityIsToldAndKept() throws Exception {
        Files.createDirectories(certificate.getParent());
        Files.writeString(certificate.resolveSibling("authority.pem"), "no key");
        try (PortholeProcess porthole = start("zh", "serve", site.toString(), "-p0", "--https")) {
            assertThat(porthole.servingAt().getScheme()).isEqualTo("https");
            assertThat(porthole.errorLine()).startsWith("porthole: 证书颁发机构已损坏。原有内容已保留为 "
                    + certificate.resolveSibling("authority.pem.damaged-"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderOfSomebodyElseIsRefusedInOneSentence() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.createDirectories(temp.resolve("config"));
        Files.createSymbolicLink(temp.resolve("config/authority"), elsewhere);
        try (PortholeProcess porthole = start("en", "serve", site.toString(), "-p0", "--https")) {
            assertThat(porthole.exitCode()).isEqualTo(2);
            assertThat(porthole.remainingErrorLines()).containsExactly("porthole: " + certificate.getParent()
                    + " is a link, or belongs to somebody else, so no key is kept there; move it away first.");
        }
        assertThat(elsewhere).isEmptyDirectory();
    }

    private List<String> output(String... arguments) throws IOException, InterruptedException {
        try (PortholeProcess porthole = start("en", arguments)) {
            assertThat(porthole.exitCode()).isZero();
            return porthole.remainingLines();
        }
    }

    private PortholeProcess start(String language, String... arguments) throws IOException {
        return PortholeProcess.start(List.of(
                "-Duser.language=" + language, "-Duser.country=" + (language.equals("zh") ? "CN" : "US"),
                "-Dporthole.config=" + temp.resolve("config")), arguments);
    }
}
