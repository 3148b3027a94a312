package dev.porthole.app.https;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.apache.kerby.asn1.Asn1;
import org.apache.kerby.asn1.type.Asn1BitString;
import org.apache.kerby.asn1.type.Asn1Boolean;
import org.apache.kerby.asn1.type.Asn1GeneralizedTime;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1ObjectIdentifier;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1Sequence;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.asn1.type.Asn1Type;
import org.apache.kerby.asn1.type.Asn1UtcTime;

/** Writes one X.509 certificate, RFC 5280 section 4.1, signed with ECDSA and SHA-256 (RFC 5758). */
final class CertificateWriter {

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    /** X.509 version 3. */
    private static final int VERSION = 2;

    private static final int SERIAL_BYTES = 16;
    private static final int KEY_IDENTIFIER_BYTES = 20;

    /** From this moment on dates are written with four digits of the year, RFC 5280 section 4.1.2.5. */
    private static final Instant LONG_YEARS = Instant.parse("2050-01-01T00:00:00Z");

    private final X500Principal issuer;
    private final PublicKey issuerKey;
    private final PrivateKey signingKey;
    private final Asn1Sequence extensions = new Asn1Sequence();

    /**
     * Begins a certificate.
     *
     * @param issuer the name of who vouches
     * @param issuerKey the key that the signature can be checked with
     * @param signingKey the key that belongs to it
     */
    CertificateWriter(X500Principal issuer, PublicKey issuerKey, PrivateKey signingKey) {
        this.issuer = issuer;
        this.issuerKey = issuerKey;
        this.signingKey = signingKey;
    }

    /** It may sign others, and have so many authorities below it. */
    CertificateWriter authority(int pathLength) throws IOException {
        Asn1Sequence constraints = sequence(Asn1Boolean.TRUE, new Asn1Integer(pathLength));
        extension(BASIC_CONSTRAINTS, true, constraints);
        // keyCertSign is bit 5 and cRLSign bit 6, section 4.2.1.3.
        return extension(KEY_USAGE, true, new Asn1BitString(new byte[] {0b0000_0110}, 1));
    }

    /** It belongs to a server and signs no other. */
    CertificateWriter server() throws IOException {
        extension(BASIC_CONSTRAINTS, true, sequence());
        // digitalSignature is bit 0.
        return extension(KEY_USAGE, true, new Asn1BitString(new byte[] {(byte) 0b1000_0000}, 7));
    }

    /** It is good for TLS servers alone, not for mail or programs. */
    CertificateWriter forServersOnly() throws IOException {
        return extension(EXTENDED_KEY_USAGE, false, sequence(new Asn1ObjectIdentifier(SERVER_AUTH)));
    }

    /** What it signs is good for names below these alone; critical, so that nobody may overlook it. */
    CertificateWriter constrainedTo(NameConstraints names) throws IOException {
        return extension(NAME_CONSTRAINTS, true, names.encoded());
    }

    /** The names and addresses of the server. */
    CertificateWriter names(ServerNames names) throws IOException {
        return extension(SUBJECT_ALTERNATIVE_NAME, false, names.encoded());
    }

    /** Signs and reads back what it has written. */
    X509Certificate sign(X500Principal subject, PublicKey key, Instant notBefore, Instant notAfter)
            throws GeneralSecurityException, IOException {
        extension(SUBJECT_KEY_IDENTIFIER, false, new Asn1OctetString(identifier(key)));
        extension(AUTHORITY_KEY_IDENTIFIER, false,
                sequence(new Asn1Tagging<>(0, new Asn1OctetString(identifier(issuerKey)), false, true)));
        byte[] toBeSigned = Asn1.encode(sequence(
                new Asn1Tagging<>(0, new Asn1Integer(VERSION), false, false),
                new Asn1Integer(serialNumber()),
                algorithm(),
                Asn1.decode(issuer.getEncoded()),
                sequence(time(notBefore), time(notAfter)),
                Asn1.decode(subject.getEncoded()),
                Asn1.decode(key.getEncoded()),
                new Asn1Tagging<>(3, extensions, false, false)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signingKey);
        signature.update(toBeSigned);
        byte[] certificate = Asn1.encode(
                sequence(Asn1.decode(toBeSigned), algorithm(), new Asn1BitString(signature.sign(), 0)));
        X509Certificate written = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate));
        written.verify(issuerKey);
        return written;
    }

    private CertificateWriter extension(String identifier, boolean critical, Asn1Type value) throws IOException {
        Asn1Sequence extension = sequence(new Asn1ObjectIdentifier(identifier));
        if (critical) {
            extension.addItem(Asn1Boolean.TRUE);
        }
        extension.addItem(new Asn1OctetString(Asn1.encode(value)));
        extensions.addItem(extension);
        return this;
    }

    private static Asn1Type algorithm() {
        return sequence(new Asn1ObjectIdentifier(ECDSA_WITH_SHA256));
    }

    private static Asn1Type time(Instant when) {
        Date date = Date.from(when);
        return when.isBefore(LONG_YEARS) ? new Asn1UtcTime(date) : new Asn1GeneralizedTime(date);
    }

    /** Positive and not to be guessed, section 4.1.2.2. */
    private static BigInteger serialNumber() {
        return new BigInteger(SERIAL_BYTES * 8 - 1, new SecureRandom()).setBit(SERIAL_BYTES * 8 - 2);
    }

    /** A name for a key: the leftmost bits of its SHA-256, RFC 7093 section 2. */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(hash, KEY_IDENTIFIER_BYTES);
    }

    static Asn1Sequence sequence(Asn1Type... items) {
        Asn1Sequence sequence = new Asn1Sequence();
        for (Asn1Type item : items) {
            sequence.addItem(item);
        }
        return sequence;
    }
}
