package dev.porthole.app.https;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An authority as text: its key and its certificate in the textual encodings of RFC 7468. */
final class AuthorityText {

    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private AuthorityText() {}

    static byte[] write(LocalAuthority authority) {
        String text = label("PRIVATE KEY", authority.key().getEncoded())
                + certificate(authority.issuer()) + certificate(authority.root());
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String certificate(X509Certificate certificate) {
        try {
            return label("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was read from its encoding", e);
        }
    }

    /** Empty unless there are a key, the issuer's certificate that belongs to it, and the root that signed that. */
    static Optional<LocalAuthority> read(String text) {
        Matcher key = KEY.matcher(text);
        Matcher certificates = CERTIFICATE.matcher(text);
        if (!key.find()) {
            return Optional.empty();
        }
        try {
            PrivateKey privateKey = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))));
            X509Certificate issuer = next(certificates);
            X509Certificate root = next(certificates);
            issuer.verify(root.getPublicKey());
            boolean mayVouch = issuer.getBasicConstraints() >= 0 && belongTogether(privateKey, issuer);
            return mayVouch ? Optional.of(new LocalAuthority(privateKey, issuer, root)) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static X509Certificate next(Matcher certificates) throws GeneralSecurityException {
        byte[] content = certificates.find() ? Base64.getMimeDecoder().decode(certificates.group(1)) : new byte[0];
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        byte[] anything = certificate.getSubjectX500Principal().getEncoded();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(anything);
        return signature.verify(signed);
    }

    private static String label(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(content) + "\n-----END " + what + "-----\n";
    }

    private static Pattern block(String what) {
        return Pattern.compile("-----BEGIN " + what + "-----([A-Za-z0-9+/=\\s]+)-----END " + what + "-----");
    }
}
