package dev.porthole.server.http;

import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;

/** The answer to a request that came without TLS where the site is served by HTTPS. */
final class HttpsRedirect {

    private HttpsRedirect() {}

    /**
     * Sends the client to the same address by HTTPS. The port is the same too, because it takes both. Temporary,
     * because a cached permanent redirect would outlive HTTPS.
     */
    static Response answer(Request request, RequestTarget target) {
        String host = target.authority() == null ? request.fields().single("Host") : target.authority();
        if (host == null) {
            return HttpService.error(400, Why.of(Rule.BAD_HOST, "no Host"), request.head());
        }
        return new Response(307, Why.of(Rule.HTTPS_REDIRECT))
                .field(ResponseField.LOCATION, "https://" + host + target.normalizedPath() + target.sentQuery())
                .field(ResponseField.CACHE_CONTROL, "no-cache");
    }
}
