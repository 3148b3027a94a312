package dev.porthole.server.tls;

import dev.porthole.server.event.CloseReason;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception says about why a TLS connection failed. */
final class TlsFailure {

    /**
     * The names of the alerts by which a client says that it does not take the certificate (RFC 8446 section 6.2), as
     * Java and OpenSSL write them. They tell an alert by nothing else.
     */
    private static final Pattern NOT_TRUSTED = Pattern.compile(
            "(unknown|bad|unsupported|revoked|expired)[_ ](ca|certificate)\\b"
                    + "|certificate[_ ](unknown|revoked|expired)|bad_cert_|unknown_ca");

    private TlsFailure() {}

    /** Whether TLS found something wrong, and not the socket. */
    static boolean isOfTls(Throwable failure) {
        return ofTls(failure) != null;
    }

    /** Why a handshake failed. */
    static CloseReason reason(Throwable failure) {
        SSLException told = ofTls(failure);
        if (told == null) {
            return CloseReason.TLS_LEFT;
        }
        if (told instanceof SslHandshakeTimeoutException) {
            return CloseReason.TLS_TIMEOUT;
        }
        String text = String.valueOf(told.getMessage()).toLowerCase(Locale.ROOT);
        return NOT_TRUSTED.matcher(text).find() ? CloseReason.TLS_NOT_TRUSTED : CloseReason.TLS_FAILED;
    }

    private static @Nullable SSLException ofTls(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException found) {
                return found;
            }
        }
        return null;
    }
}
