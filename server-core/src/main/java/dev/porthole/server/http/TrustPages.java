package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;

/**
 * The pages by which a device comes to trust the certificate authority of this computer: the steps, the authority's
 * certificate, and a probe that only a device which trusts it can reach. They are answered without TLS too.
 */
final class TrustPages {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final byte[] PROBE = "trusted\n".getBytes(StandardCharsets.US_ASCII);

    private TrustPages() {}

    /**
     * The pages by their paths.
     *
     * @param shared whether every answer tells already that all sites may read it
     */
    static Map<String, OwnPage> of(X509Certificate authority, boolean shared) {
        byte[] encoded = encoded(authority);
        byte[] pem = ("-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII);
        byte[] profile = AppleProfile.of(TrustPage.name(authority), encoded).getBytes(StandardCharsets.UTF_8);
        byte[] script = script();
        TrustPage page = new TrustPage(authority, encoded);
        return Map.of(
                "https", page::answer,
                "https.js", request -> own("text/javascript; charset=utf-8", script),
                "ca.crt", request -> own("application/x-x509-ca-cert", encoded),
                "ca.pem", request -> own("application/x-pem-file", pem),
                "ca.mobileconfig", request -> own("application/x-apple-aspen-config", profile),
                "probe", request -> probe(request, shared));
    }

    /** Something that the server has itself. */
    static Response own(String mediaType, byte[] content) {
        return new Response(200, Why.of(Rule.OWN_PAGE))
                .mediaType(mediaType)
                .field(ResponseField.CACHE_CONTROL, "no-cache")
                .body(new Response.Bytes(content));
    }

    /** What a page without TLS asks for by TLS: to it that is another site, so it has to be let in (Fetch, 3.3.3). */
    private static Response probe(Request request, boolean shared) {
        Response response = own("text/plain; charset=utf-8", PROBE);
        String host = request.fields().single("Host");
        return host == null || shared ? response : response.field(ResponseField.ALLOW_ORIGIN, "http://" + host);
    }

    private static byte[] encoded(X509Certificate authority) {
        try {
            return authority.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] script() {
        try (InputStream in = TrustPages.class.getResourceAsStream("https.js")) {
            if (in == null) {
                throw new IllegalStateException("the script is part of the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
