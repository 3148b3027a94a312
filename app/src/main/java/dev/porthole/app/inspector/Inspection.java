package dev.porthole.app.inspector;

import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, ready to be shown.
 *
 * @param exchange the request and, once finished, its answer
 * @param client the client's address; may be empty
 * @param requestHead the lines of its head; empty once the log dropped them
 * @param responseHead the lines of the answer's head; empty once the log dropped them
 * @param around what else has been found out so far
 * @param sentHere whether this window sent it
 */
public record Inspection(
        Exchange exchange,
        String client,
        List<HeadLine> requestHead,
        List<HeadLine> responseHead,
        Surroundings around,
        boolean sentHere) {

    static Inspection of(Exchange exchange, String client, boolean sentHere) {
        ResponseFinished response = exchange.response();
        return new Inspection(
                exchange, client,
                HeadLine.split(exchange.request().headText()),
                response == null ? List.of() : HeadLine.split(response.headText()),
                Surroundings.UNKNOWN, sentHere);
    }

    Inspection with(Surroundings found) {
        return new Inspection(exchange, client, requestHead, responseHead, found, sentHere);
    }

    /** The request. */
    public RequestReceived request() {
        return exchange.request();
    }

    /** Its answer, or null while it is not finished. */
    public @Nullable ResponseFinished response() {
        return exchange.response();
    }

    /** The rule that decided, in words, or null while undecided. */
    public @Nullable Phrase why() {
        ResponseFinished response = response();
        return response == null ? null : Phrase.of("why." + response.why().rule().name());
    }
}
