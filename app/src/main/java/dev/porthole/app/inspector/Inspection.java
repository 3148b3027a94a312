package dev.porthole.app.inspector;

import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is to know about one request at one moment.
 *
 * @param request the request
 * @param response its answer, or null while it is still being made or written
 * @param client the client's address; may be empty
 * @param requestHead the lines of its head; empty once the log dropped them
 * @param responseHead the lines of the answer's head; empty once the log dropped them
 * @param why the rule that decided, in words, or null while undecided
 * @param outcome whether the answer was complete, in words, or null while it is not finished
 */
public record Inspection(
        RequestReceived request,
        @Nullable ResponseFinished response,
        String client,
        List<HeadLine> requestHead,
        List<HeadLine> responseHead,
        @Nullable Phrase why,
        @Nullable Phrase outcome) {

    static Inspection of(Exchange exchange, String client) {
        RequestReceived request = exchange.request();
        ResponseFinished response = exchange.response();
        return new Inspection(
                request, response, client,
                HeadLine.split(request.headText()),
                response == null ? List.of() : HeadLine.split(response.headText()),
                response == null ? null : Phrase.of("why." + response.why().rule().name()),
                response == null ? null : Phrase.of("outcome." + response.outcome().name()));
    }
}
