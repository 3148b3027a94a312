package dev.porthole.app.inspector;

import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.FieldOrigin;
import dev.porthole.server.event.FieldReason;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.util.List;

/**
 * A header line of an answer, and why it was sent.
 *
 * @param field the line
 * @param reason in words
 */
record HeaderOrigin(HeadFields.Field field, Phrase reason) {

    /** Of every line of an answer's head; none when the head is no longer kept. */
    static List<HeaderOrigin> of(RequestReceived request, ResponseFinished response) {
        return HeadFields.of(response.headText()).fields().stream()
                .map(field -> new HeaderOrigin(field, reason(request, response, field)))
                .toList();
    }

    private static Phrase reason(RequestReceived request, ResponseFinished response, HeadFields.Field field) {
        for (FieldOrigin origin : response.why().origins()) {
            if (origin.name().equalsIgnoreCase(field.name()) && origin.value().equals(field.value())) {
                return Phrase.of("header.by." + origin.source().name(), origin.detail());
            }
        }
        return FieldReason.of(request, response, field.name(), field.value())
                .map(reason -> Phrase.of("header." + reason.name()))
                .orElse(Phrase.of("header.UNKNOWN"));
    }
}
