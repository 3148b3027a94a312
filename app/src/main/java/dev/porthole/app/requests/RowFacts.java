package dev.porthole.app.requests;

import dev.porthole.server.event.ConnectionActivity;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.RowCursor;
import dev.porthole.server.event.Rule;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a filter may ask about one request after the other, read from the log where it lies. Used by one thread
 * at a time.
 */
final class RowFacts {

    private static final int MOST_CLIENTS = 10_000;

    private final RowCursor cursor;
    private final LongPredicate pins;
    private final Map<InetAddress, String> clients = new HashMap<>();
    private final Map<String, String> shortTypes = new HashMap<>();
    private @Nullable ConnectionActivity lastConnection;
    private String lastClient = "";
    private boolean severalClients;
    private @Nullable String path;

    /**
     * Looks at this log.
     *
     * @param pins whether the request with a number is pinned
     */
    RowFacts(EventLog log, LongPredicate pins) {
        this.cursor = log.cursor();
        this.pins = pins;
    }

    /** What a filter says of a request; of one that is still to come, or not finished, perhaps later. */
    Verdict judge(RequestFilter filter, long number) {
        while (cursor.moveTo(number)) {
            path = null;
            client();
            Verdict verdict = filter.test(this);
            boolean finished = cursor.isFinished();
            if (cursor.isUnchanged()) {
                // What is not known of a finished one never will be.
                return verdict == Verdict.LATER && finished ? Verdict.NO : verdict;
            }
        }
        return cursor.isGone() ? Verdict.NO : Verdict.LATER;
    }

    /** What the table shows of a request, as far as it is worth counting; empty when there is nothing (yet). */
    String value(FilterKey key, long number) {
        while (cursor.moveTo(number)) {
            path = null;
            String value = value(key);
            if (cursor.isUnchanged()) {
                return value;
            }
        }
        return "";
    }

    private String value(FilterKey key) {
        boolean ofAnswer = key == FilterKey.STATUS || key == FilterKey.TYPE;
        if (ofAnswer && !isFinished()) {
            return "";
        }
        return switch (key) {
            case STATUS -> Integer.toString(status());
            case TYPE -> mediaType().isEmpty() ? "" : shortTypes.computeIfAbsent(mediaType(), RequestTexts::type);
            case METHOD -> method();
            case PATH -> RequestTexts.withoutQuery(path());
            case CLIENT -> client();
            case CONN -> "#" + connection();
            default -> "";
        };
    }

    /** Whether more than one address has been seen. */
    boolean severalClients() {
        return severalClients;
    }

    boolean isFinished() {
        return cursor.isFinished();
    }

    boolean isPinned() {
        return pins.test(cursor.number());
    }

    String method() {
        return cursor.method();
    }

    /** The request target as sent. */
    String target() {
        return cursor.target();
    }

    /** The request target as people read it. */
    String path() {
        String known = path;
        if (known == null) {
            String target = cursor.target();
            known = target.indexOf('%') < 0 ? target : RequestTexts.path(target);
            path = known;
        }
        return known;
    }

    String client() {
        ConnectionActivity connection = cursor.activity();
        if (connection == null) {
            return "";
        }
        if (!connection.equals(lastConnection)) {
            lastClient = client(connection);
            lastConnection = connection;
        }
        return lastClient;
    }

    /** The address of a connection's client, or empty. */
    String client(@Nullable ConnectionActivity connection) {
        InetAddress address = connection == null ? null : connection.client().getAddress();
        if (address == null) {
            return "";
        }
        if (clients.size() > MOST_CLIENTS) {
            clients.clear();
        }
        String text = clients.computeIfAbsent(address, InetAddress::getHostAddress);
        severalClients |= clients.size() > 1;
        return text;
    }

    long connection() {
        return cursor.connection();
    }

    long receivedAtNanos() {
        return cursor.receivedAtNanos();
    }

    /** The request head, or empty when it is forgotten. */
    String requestHead() {
        return cursor.requestHead();
    }

    int status() {
        return cursor.status();
    }

    long sentBytes() {
        return cursor.sentBytes();
    }

    long tookNanos() {
        return cursor.totalNanos();
    }

    String mediaType() {
        return cursor.mediaType();
    }

    @Nullable Rule rule() {
        return cursor.rule();
    }

    @Nullable Impairment impairment() {
        return cursor.impairment();
    }

    @Nullable Outcome outcome() {
        return cursor.outcome();
    }
}
