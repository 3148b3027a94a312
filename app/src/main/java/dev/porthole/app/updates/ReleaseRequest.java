package dev.porthole.app.updates;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks for the newest release: one GET with the name and version of the program as its User-Agent (RFC 9110, 10.1.5),
 * and nothing else that a server does not need. A redirection is followed on the same host only, for the user was told
 * which one is asked. The whole of it has one deadline, however slowly the answer drips in.
 */
final class ReleaseRequest {

    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int MOST_REDIRECTIONS = 3;

    private final URI address;
    private final String userAgent;
    private final Duration patience;

    ReleaseRequest(URI address, String userAgent, Duration patience) {
        this.address = address;
        this.userAgent = userAgent;
        this.patience = patience;
    }

    /**
     * Asks, and waits for the answer; not for the thread of the window.
     *
     * @return the newest release, or nothing if there is none that people should be told of
     */
    Optional<Release> send() throws UnansweredException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        // No cookies, no credentials: the client has none unless it is given some.
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).build();
        try {
            URI at = address;
            for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
                HttpRequest request = HttpRequest.newBuilder(at).header("User-Agent", userAgent).build();
                HttpResponse<byte[]> response = await(deadline, client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER)));
                switch (response.statusCode()) {
                    case 200 -> {
                        return Release.read(response.body(), address);
                    }
                    case 301, 302, 303, 307, 308 -> {
                        String location = response.headers().firstValue("Location").orElse("");
                        at = ReleaseAddress.redirect(at, location)
                                .orElseThrow(() -> new UnansweredException(Outcome.REDIRECTED));
                    }
                    case 404 -> throw new UnansweredException(Outcome.NO_RELEASE);
                    default -> throw new UnansweredException(
                            Outcome.REFUSED, Integer.toString(response.statusCode()));
                }
            }
            throw new UnansweredException(Outcome.REDIRECTED);
        } finally {
            client.shutdownNow();
        }
    }

    private <T> T await(long deadline, Future<T> answer) throws UnansweredException, InterruptedException {
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnansweredException(Outcome.TOO_SLOW, Long.toString(patience.toSeconds()));
        } catch (ExecutionException e) {
            Outcome outcome = switch (Objects.requireNonNull(e.getCause())) {
                case ConnectException _ -> Outcome.UNREACHABLE;
                case SSLException _ -> Outcome.UNTRUSTED;
                case IOException _ -> Outcome.UNREADABLE;
                case Throwable unexpected -> throw new IllegalStateException(unexpected);
            };
            throw new UnansweredException(outcome);
        }
    }
}
