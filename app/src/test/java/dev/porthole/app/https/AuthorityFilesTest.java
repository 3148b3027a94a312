package dev.porthole.app.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.https.AuthorityFiles.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the authority is kept. */
class AuthorityFilesTest {


    @TempDir Path settings;

    private final Instant now = Instant.now();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Path> told = new ArrayList<>();
    private AuthorityFiles files = new AuthorityFiles(Path.of(""));

    @BeforeEach
    void begin() {
        files = new AuthorityFiles(settings);
    }

    @Test
    void itIsMadeOnFirstUseAndFoundAgain() throws Exception {
        assertThat(files.find()).isEmpty();
        assertThat(files.folder()).doesNotExist();
        LocalAuthority made = open();
        assertThat(open().root()).isEqualTo(made.root());
        assertThat(files.find()).map(LocalAuthority::root).contains(made.root());
        assertThat(Files.readString(files.certificate())).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
        assertThat(names()).containsExactlyInAnyOrder("authority.pem", "certificate.pem");
        assertThat(findings).isEmpty();
    }

    @Test
    void nobodyElseMayReadTheKey() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        open();
        assertThat(permissions(files.folder())).isEqualTo("rwx------");
        assertThat(permissions(files.folder().resolve("authority.pem"))).isEqualTo("rw-------");
    }

    @Test
    void whatWasOpenIsShutAndTold() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        open();
        Path key = files.folder().resolve("authority.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        open();
        assertThat(permissions(key)).isEqualTo("rw-------");
        assertThat(findings).containsExactly(Finding.WAS_OPEN);
        assertThat(told).containsExactly(key);
    }

    @Test
    void aDamagedOneIsKeptBesideAndReplaced() throws Exception {
        X509Certificate first = open().root();
        Path file = files.folder().resolve("authority.pem");
        String damaged = Files.readString(file).replace("BEGIN PRIVATE", "BEGIN PRIVAT");
        Files.writeString(file, damaged);
        assertThat(open().root()).isNotEqualTo(first);
        assertThat(findings).containsExactly(Finding.DAMAGED);
        assertThat(told.getFirst()).hasContent(damaged);
        assertThat(permissionsIfAny(told.getFirst())).isIn("rw-------", "");
        assertThat(Files.readString(files.certificate()))
                .isEqualTo(AuthorityText.certificate(open().root()));
    }

    @Test
    void aKeyThatDoesNotBelongToTheCertificateIsDamage() throws Exception {
        open();
        Path file = files.folder().resolve("authority.pem");
        String other = new String(AuthorityText.write(LocalAuthority.create("x", "y", now)), StandardCharsets.US_ASCII);
        String own = Files.readString(file);
        Files.writeString(file, other.substring(0, other.indexOf("-----BEGIN CERT"))
                + own.substring(own.indexOf("-----BEGIN CERT")));
        open();
        assertThat(findings).containsExactly(Finding.DAMAGED);
    }

    @Test
    void anExpiredOneIsReplaced() throws Exception {
        X509Certificate first = open().root();
        Instant later = now.plus(Duration.ofDays(3660));
        X509Certificate second = files.open(later, this::tell).root();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.getNotAfter().toInstant()).isAfter(later);
        assertThat(findings).containsExactly(Finding.EXPIRED);
        assertThat(told.getFirst()).exists();
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(settings.resolve("elsewhere"));
        Files.createSymbolicLink(settings.resolve("authority"), elsewhere);
        assertThatThrownBy(this::open).isInstanceOfSatisfying(AuthorityException.class,
                e -> assertThat(e.kind()).isEqualTo(AuthorityException.Kind.NOT_YOURS));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void twentyProcessesAtOnceAgree() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Callable<X509Certificate>> openers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                openers.add(() -> new AuthorityFiles(settings).open(now, (finding, path) -> { }).root());
            }
            Set<X509Certificate> made = threads.invokeAll(openers).stream().map(Future::resultNow)
                    .collect(Collectors.toSet());
            assertThat(made).hasSize(1);
            assertThat(open().root()).isEqualTo(made.iterator().next());
        }
        assertThat(names()).containsExactlyInAnyOrder("authority.pem", "certificate.pem");
    }

    @Test
    void removingLeavesNoKeyBehind() throws Exception {
        files.remove();
        open();
        Files.writeString(files.folder().resolve("authority.pem"), "damaged");
        open();
        files.remove();
        assertThat(files.folder()).doesNotExist();
        assertThat(files.find()).isEmpty();
    }

    private LocalAuthority open() throws AuthorityException {
        return files.open(now, this::tell);
    }

    private void tell(Finding finding, Path path) {
        findings.add(finding);
        told.add(path);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(files.folder())) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String permissionsIfAny(Path path) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix") ? permissions(path) : "";
    }
}
