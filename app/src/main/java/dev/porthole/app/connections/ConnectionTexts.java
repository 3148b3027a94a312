package dev.porthole.app.connections;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionTotals;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What connections have done, in words. */
final class ConnectionTexts {

    private static final int PERCENT = 100;
    private static final int FIRST_ERROR = 400;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final double QUITE_EVEN = 0.2;

    private static final Set<CloseReason> TIMEOUTS = EnumSet.of(
            CloseReason.FIRST_BYTE_TIMEOUT, CloseReason.REQUEST_TIMEOUT, CloseReason.IDLE_TIMEOUT,
            CloseReason.READER_STALLED);

    private final Messages messages;

    ConnectionTexts(Messages messages) {
        this.messages = messages;
    }

    /** Who ended a connection, and why: a whole sentence. */
    String ending(CloseReason reason) {
        return messages.get("close.by." + reason.by().name()) + " — " + messages.get("close." + reason.name());
    }

    /** The same in two or three words. */
    String shortEnding(CloseReason reason) {
        return messages.get("close.short." + reason.name());
    }

    /** How often a connection was used again. */
    String reuse(ConnectionRow row) {
        if (row.requests() < 2) {
            return messages.get(row.requests() == 0 ? "connections.unused" : "connections.usedOnce");
        }
        return messages.count("connections.reused", row.reuses());
    }

    /** How long a connection lasted, or has lasted so far. */
    static String age(ConnectionRow row) {
        Duration age = row.age();
        if (age.toMinutes() > 0) {
            return Quantities.span(age);
        }
        return row.isOpen() ? age.toSeconds() + " s" : Quantities.duration(age.toNanos());
    }

    /** What there is to say of a connection besides its number and its client. */
    String story(ConnectionRow row) {
        return String.join(" · ", List.of(
                row.reason() == null
                        ? messages.get("connection.state." + row.state().name())
                        : ending(row.reason()),
                reuse(row),
                messages.get("column.opened") + " " + Quantities.dateTime(row.openedAt()),
                messages.get("column.age") + " " + age(row),
                messages.get("column.sent") + " " + Quantities.exactBytes(row.sentBytes())));
    }

    /** Everything about a connection in one breath. */
    String spoken(ConnectionRow row) {
        return "#" + row.number() + ", " + row.clientText() + ", "
                + messages.count("connections.requests", row.requests()) + ", " + story(row).replace(" · ", ", ");
    }

    /** How many connections there are and were. */
    String counts(ConnectionTotals totals) {
        return messages.get("connections.counts", Quantities.count(totals.open()),
                Quantities.count(totals.mostOpen()), Quantities.count(totals.accepted()));
    }

    /** How much use was made of them; empty before the first request. */
    String use(ConnectionTotals totals) {
        return totals.requests() == 0 ? "" : messages.get("connections.use",
                String.format(Locale.ROOT, "%.1f", totals.requestsPerConnection()),
                String.format(Locale.ROOT, "%.0f", Math.floor(totals.reuseShare() * PERCENT)));
    }

    /** Who ended how many; empty while none has ended. */
    String endings(ConnectionTotals totals) {
        long client = 0;
        long server = 0;
        long timeout = 0;
        for (Map.Entry<CloseReason, Long> end : totals.ended().entrySet()) {
            if (TIMEOUTS.contains(end.getKey())) {
                timeout += end.getValue();
            } else if (end.getKey().by() == CloseReason.Party.CLIENT) {
                client += end.getValue();
            } else {
                server += end.getValue();
            }
        }
        return client + server + timeout == 0 ? "" : messages.get("connections.endings",
                Quantities.count(client), Quantities.count(server), Quantities.count(timeout));
    }

    /** Each reason that any connection ended for, one a line. */
    String endingsInFull(ConnectionTotals totals) {
        StringBuilder text = new StringBuilder();
        totals.ended().forEach((reason, count) ->
                text.append(Quantities.count(count)).append(" × ").append(ending(reason)).append('\n'));
        return text.toString().strip();
    }

    /** How long before the end of an axis one of its places is. */
    String ago(TimeAxis axis, double share) {
        double seconds = (axis.to() - axis.from()) * (1 - share) / NANOS_PER_SECOND;
        if (seconds == 0) {
            return messages.get("connections.now");
        }
        long whole = Math.round(seconds);
        if (whole >= SECONDS_PER_MINUTE * 2) {
            return "−" + Quantities.span(Duration.ofSeconds(whole));
        }
        boolean even = Math.abs(seconds - whole) < QUITE_EVEN;
        return "−" + (even ? Long.toString(whole) : String.format(Locale.ROOT, "%.1f", seconds)) + " s";
    }

    /** What a block of a lane stands for. */
    String block(Lane.Block block, String request) {
        String took = Quantities.duration(block.to() - block.from());
        if (block.count() > 1) {
            String several = messages.get("connections.block.several", Quantities.count(block.count()), took);
            return block.status() < FIRST_ERROR
                    ? several
                    : several + "\n" + messages.get("connections.block.worst", block.status());
        }
        String text = request + "\n" + (block.status() == 0
                ? messages.get("connections.block.underWay", took)
                : messages.get("connections.block.answered", block.status(), took));
        return block.blocked() == 0
                ? text
                : text + "\n" + messages.get("connections.block.blocked", Quantities.duration(block.blocked()));
    }
}
