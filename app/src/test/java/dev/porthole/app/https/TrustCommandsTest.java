package dev.porthole.app.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.https.TrustCommands.Audience;
import dev.porthole.app.https.TrustCommands.TrustCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which a computer trusts the authority, and stops to. */
class TrustCommandsTest {

    @TempDir Path temp;

    @Test
    void eachSystemHasItsOwn() throws Exception {
        Path file = temp.resolve("it's here/certificate.pem");
        assertThat(texts(new TrustCommands("Linux", temp).trust("A", file)))
                .anyMatch(text -> text.contains("update-ca-certificates") && text.contains("it'\\''s here"));
        Files.createDirectories(temp.resolve("etc/pki/ca-trust/source/anchors"));
        assertThat(texts(new TrustCommands("Linux", temp).trust("A", file)))
                .anyMatch(text -> text.endsWith("sudo update-ca-trust"));
        assertThat(texts(new TrustCommands("Mac OS X", temp).trust("A", file)))
                .singleElement().asString().startsWith("security add-trusted-cert -r trustRoot ");
        assertThat(texts(new TrustCommands("Windows 11", temp).trust("A", file)))
                .containsExactly("certutil -user -addstore Root \"" + file + "\"");
        assertThat(texts(new TrustCommands("Windows 11", temp).distrust("A")))
                .containsExactly("certutil -user -delstore Root \"A\"");
    }

    /** In the home folder of a user who has nothing but an empty store of NSS. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theCommandsForChromiumDoWhatTheySay() throws Exception {
        assumeTrue(Program.isInstalled("certutil"), "certutil of NSS is not installed");
        AuthorityFiles files = new AuthorityFiles(temp.resolve("it's mine"));
        String name = files.open(Instant.now(), (finding, path) -> { }).name();
        String store = "sql:" + Files.createDirectories(temp.resolve(".pki/nssdb"));
        assertThat(Program.run("certutil", "-N", "-d", store, "--empty-password").exitCode()).isZero();
        TrustCommands commands = new TrustCommands("Linux", Path.of("/"));
        shell(chromium(commands.trust(name, files.certificate())));
        assertThat(Program.run("certutil", "-L", "-d", store).output()).contains(name);
        shell(chromium(commands.distrust(name)));
        assertThat(Program.run("certutil", "-L", "-d", store).output()).doesNotContain(name);
    }

    private void shell(String command) throws Exception {
        Program.Result result = Program.run("sh", "-c", "HOME=" + temp + "; " + command);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static String chromium(List<TrustCommand> commands) {
        return commands.stream().filter(command -> command.audience() == Audience.CHROMIUM)
                .map(TrustCommand::text).findFirst().orElseThrow();
    }

    private static List<String> texts(List<TrustCommand> commands) {
        return commands.stream().map(TrustCommand::text).toList();
    }
}
