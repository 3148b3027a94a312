package dev.porthole.app.requests;

import dev.porthole.app.network.FaultWords;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import java.util.function.Function;

/** What stands in the cells of the table, in the window's language. */
final class ColumnTexts {

    private static final String UNDECIDED = "…";
    private static final String NOTHING = "—";

    private final Messages messages;
    private final Function<LogRow, String> head;

    /** Texts in the language of the messages; heads are read through the given function. */
    ColumnTexts(Messages messages, Function<LogRow, String> head) {
        this.messages = messages;
        this.head = head;
    }

    /** The text of a cell. */
    String text(RequestColumn column, LogRow row) {
        RequestReceived request = row.exchange().request();
        return switch (column) {
            case NUMBER -> Long.toString(row.number());
            case TIME -> Quantities.time(request.at());
            case CONNECTION -> "#" + request.connection();
            case CLIENT -> row.client();
            case METHOD -> RequestTexts.escape(request.method());
            case HOST -> RequestTexts.field(head.apply(row), "Host");
            case PATH -> RequestTexts.path(request.target());
            case REFERER -> RequestTexts.field(head.apply(row), "Referer");
            case USER_AGENT -> RequestTexts.field(head.apply(row), "User-Agent");
            case STATUS, TYPE, CONTENT_TYPE, BODY, SENT, TOTAL, FIRST_BYTE, FIND, WRITE, TOOK, BAR, REASON, FILE,
                    OUTCOME -> {
                ResponseFinished response = row.exchange().response();
                if (response == null) {
                    yield row.lost() ? NOTHING : UNDECIDED;
                }
                yield text(column, response);
            }
        };
    }

    /** More about a cell, for its tooltip; empty when there is no more to say. */
    String details(RequestColumn column, LogRow row) {
        RequestReceived request = row.exchange().request();
        ResponseFinished response = row.exchange().response();
        return switch (column) {
            case TIME -> Quantities.dateTime(request.at());
            case PATH -> RequestTexts.escape(request.target());
            case STATUS -> {
                if (response == null) {
                    yield messages.get(row.lost() ? "requests.lost" : "requests.waiting");
                }
                yield messages.get("why." + response.why().rule());
            }
            case SENT, BODY -> response == null ? "" : text(column, response, true);
            case TOOK, BAR -> response == null ? "" : held(response);
            case HOST, REFERER, USER_AGENT, CONTENT_TYPE, REASON, FILE -> text(column, row);
            default -> "";
        };
    }

    private String text(RequestColumn column, ResponseFinished response) {
        return text(column, response, false);
    }

    private String text(RequestColumn column, ResponseFinished response, boolean exact) {
        return switch (column) {
            case STATUS -> Integer.toString(response.status());
            case TYPE -> RequestTexts.type(response.mediaType());
            case CONTENT_TYPE -> response.mediaType() == null ? NOTHING : RequestTexts.escape(response.mediaType());
            case BODY -> bytes(response.bodyBytes(), exact);
            case SENT -> bytes(response.sentBytes(), exact);
            case TOTAL -> Quantities.exactBytes(response.sentBytes());
            case FIRST_BYTE -> Quantities.duration(RequestTexts.firstByteNanos(response.timing()));
            case FIND -> Quantities.duration(response.timing().findNanos());
            case WRITE -> Quantities.duration(RequestTexts.writingNanos(response.timing()));
            case TOOK, BAR -> Quantities.duration(response.timing().totalNanos());
            case REASON -> reason(response);
            case FILE -> response.file() == null ? NOTHING : RequestTexts.escape(response.file());
            case OUTCOME -> messages.get("outcome.short." + response.outcome());
            default -> throw new IllegalArgumentException(column + " is not about the answer");
        };
    }

    private String reason(ResponseFinished response) {
        String why = messages.get("why." + response.why().rule());
        Impairment impairment = response.impairment();
        if (!impairment.isFaulted()) {
            return why;
        }
        String notation = RequestTexts.escape(impairment.fault());
        String fault = FaultWords.of(notation).map(messages::say).orElse(notation);
        Rule rule = response.why().rule();
        // Where the fault alone has decided, its own words say more than the rule's, which are the same each time.
        return rule == Rule.FAULT_STATUS || rule == Rule.FAULT_NO_ANSWER
                ? messages.get("network.row.fault", fault) : messages.get("network.row", why, fault);
    }

    /** What somebody has made it take longer with, on purpose. */
    private String held(ResponseFinished response) {
        long nanos = response.timing().heldNanos();
        if (nanos == 0) {
            return "";
        }
        String network = response.impairment().network();
        return network.isEmpty()
                ? messages.get("network.why.delayed", Quantities.duration(nanos))
                : messages.get("network.why.held", network, Quantities.duration(nanos));
    }

    private static String bytes(long bytes, boolean exact) {
        return exact ? Quantities.exactBytes(bytes) : Quantities.bytes(bytes);
    }
}
