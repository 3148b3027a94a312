package dev.porthole.app.https;

import dev.porthole.app.platform.ComputerName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority of this user on this computer, which vouches for the servers of this computer alone. Devices
 * trust its root, whose key was thrown away as soon as it had signed one issuer, and the key that is kept is the
 * issuer's: many programs (Java among them) do not look at the constraints of a root, but all look at those of what it
 * has signed. So whoever steals the key can do nothing with it beyond the constraints.
 *
 * @param key the private key of the issuer
 * @param issuer the certificate that belongs to it
 * @param root what devices are asked to trust
 */
public record LocalAuthority(PrivateKey key, X509Certificate issuer, X509Certificate root) {

    /** How long it is valid: devices are to be set up once. */
    static final Duration LIFETIME = Duration.ofDays(3650);

    /** How long a server's certificate is valid at most: browsers accept 398 days, and phones have slow clocks. */
    static final Duration SERVER_LIFETIME = Duration.ofDays(396);

    /** How far back certificates begin: the clock of a phone may be behind. */
    private static final Duration SLACK = Duration.ofDays(1);

    private static final String PRODUCT = "Porthole";
    private static final int LONGEST_COMMON_NAME = 64;
    private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,+]+)");

    /** Makes a new one, named after the program, the user and the computer. */
    static LocalAuthority create(Instant now) {
        String user = System.getProperty("user.name", "");
        return create(user, ComputerName.find().orElse("computer"), now);
    }

    static LocalAuthority create(String user, String computer, Instant now) {
        try {
            KeyPair rootKey = newKey();
            X500Principal rootName = name("CA", user, computer);
            Instant end = now.plus(LIFETIME).minus(SLACK);
            X509Certificate root = new CertificateWriter(rootName, rootKey.getPublic(), rootKey.getPrivate())
                    .authority(1)
                    .constrainedTo(NameConstraints.LOCAL)
                    .forServersOnly()
                    .sign(rootName, rootKey.getPublic(), now.minus(SLACK), end);
            KeyPair issuerKey = newKey();
            X509Certificate issuer = new CertificateWriter(rootName, rootKey.getPublic(), rootKey.getPrivate())
                    .authority(0)
                    .constrainedTo(NameConstraints.LOCAL)
                    .forServersOnly()
                    .sign(name("issuer", user, computer), issuerKey.getPublic(), now.minus(SLACK), end);
            return new LocalAuthority(issuerKey.getPrivate(), issuer, root);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has EC and SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new key pair on P-256. */
    static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Vouches for a server on this computer. */
    X509Certificate vouchFor(PublicKey server, ServerNames names, Instant now) {
        try {
            return new CertificateWriter(issuer.getSubjectX500Principal(), issuer.getPublicKey(), key)
                    .server()
                    .forServersOnly()
                    .names(names)
                    .sign(new X500Principal("CN=" + PRODUCT), server, now.minus(SLACK),
                            earlier(now.plus(SERVER_LIFETIME), end()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the authority signs", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it ends, and all it has vouched for with it. */
    public Instant end() {
        Instant issuerEnd = issuer.getNotAfter().toInstant();
        return earlier(issuerEnd, root.getNotAfter().toInstant());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The name that trust stores show. */
    public String name() {
        Matcher name = COMMON_NAME.matcher(root.getSubjectX500Principal().getName());
        return name.find() ? name.group(1) : PRODUCT;
    }

    /** The SHA-256 of the root as people compare it: {@code AB:CD:…}. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(root.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read from its encoding", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static X500Principal name(String role, String user, String computer) {
        String name = PRODUCT + " " + role + " " + clean(user) + "@" + clean(computer);
        return new X500Principal("CN=\"" + name.substring(0, Math.min(name.length(), LONGEST_COMMON_NAME))
                + "\", O=" + PRODUCT);
    }

    /** A name that means nothing in the syntax of distinguished names (RFC 4514). */
    private static String clean(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}._-]", "-");
    }
}
