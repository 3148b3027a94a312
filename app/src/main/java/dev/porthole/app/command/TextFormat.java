package dev.porthole.app.command;

import dev.porthole.app.log.FinishedRequest;
import dev.porthole.app.log.LineFormat;
import dev.porthole.app.log.LogText;
import dev.porthole.server.event.CodingFact;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import java.io.Console;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A line for people to read: what has a width stands in columns, the target and the reason come last.
 *
 * <pre>14:02:11.452  127.0.0.1  404     312 B    0.18 ms  GET /img/logo.png  (no such file)</pre>
 */
final class TextFormat implements LineFormat {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean unicode;
    private final boolean colour;
    private final ZoneId zone = ZoneId.systemDefault();
    private int clientWidth = "127.0.0.1".length();

    /**
     * A format for a certain kind of output.
     *
     * @param unicode whether letters of all languages can be printed
     * @param colour whether errors are coloured
     */
    TextFormat(boolean unicode, boolean colour) {
        this.unicode = unicode;
        this.colour = colour;
    }

    /** The format for the standard output, as far as its abilities are known. */
    static TextFormat forOutput(Charset charset) {
        String terminal = System.getenv("TERM");
        boolean colour = System.getenv("NO_COLOR") == null
                && terminal != null
                && !terminal.equals("dumb")
                && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new TextFormat(charset.newEncoder().canEncode('文'), colour);
    }

    @Override
    public String line(FinishedRequest finished) {
        ResponseFinished response = finished.response();
        String client = finished.clientAddress();
        // The column grows with the longest address seen; on one computer it never has to.
        clientWidth = Math.max(clientWidth, client.length());
        StringBuilder line = new StringBuilder(128);
        TIME.formatTo(finished.request().at().atZone(zone), line);
        line.append("  ").append(client).repeat(' ', clientWidth - client.length()).append("  ");
        appendStatus(line, response.status());
        appendRight(line, size(response.bodyBytes()), 10);
        appendRight(line, String.format(Locale.ROOT, "%.2f ms", finished.millis()), 13);
        line.append("  ").append(LogText.readable(finished.request().method()));
        line.append(' ').append(target(finished.request().target()));
        line.append("  (").append(reason(finished));
        appendImpairment(line, response);
        if (response.outcome() != Outcome.COMPLETE) {
            line.append("; ").append(Messages.text("outcome." + response.outcome()));
        }
        return line.append(')').toString();
    }

    private static void appendImpairment(StringBuilder line, ResponseFinished response) {
        Impairment impairment = response.impairment();
        if (impairment.isThrottled()) {
            line.append("; ").append(Messages.text("impairment.network", impairment.network()));
        }
        if (impairment.isFaulted()) {
            line.append("; ").append(Messages.text("impairment.fault", LogText.printable(impairment.fault())));
        }
        if (response.timing().heldNanos() > 0) {
            line.append("; ").append(Messages.text("impairment.held", response.timing().heldNanos() / 1e6));
        }
    }

    /** Bytes in the unit that needs at most three digits before the point: 1 kB is 1,000 B. */
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes / 1_000.0;
        String unit = "kB";
        for (String larger : new String[] {"MB", "GB", "TB"}) {
            if (value < 999.95) {
                break;
            }
            value /= 1_000;
            unit = larger;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    private void appendStatus(StringBuilder line, int status) {
        if (colour && status >= 400) {
            line.append(status >= 500 ? RED : YELLOW).append(status).append(PLAIN);
        } else {
            line.append(status);
        }
    }

    private static void appendRight(StringBuilder line, String text, int width) {
        line.repeat(' ', Math.max(1, width - text.length())).append(text);
    }

    private String target(String target) {
        String escaped = LogText.readable(target);
        return unicode ? LogText.lettersDecoded(escaped) : escaped;
    }

    private static String coding(CodingFact fact) {
        return fact.beside() == null
                ? Messages.text("coding.encoded", fact.coding(), fact.plainLength(), fact.codedLength())
                : Messages.text("coding.beside", fact.coding(), LogText.printable(fact.beside()));
    }

    /** The rule in words; the fact behind it as well, where it tells more than the rest of the line. */
    private static String reason(FinishedRequest finished) {
        Why why = finished.response().why();
        String words = Messages.text("rule." + why.rule());
        Optional<CodingFact> coding = CodingFact.of(why.detail());
        if (coding.isPresent()) {
            return words + ", " + coding(coding.get());
        }
        int status = finished.response().status();
        boolean byLine = why.rule() == Rule.REDIRECT_RULE || why.rule() == Rule.REWRITE_RULE;
        boolean telling = (status == 206 || status >= 400 || byLine)
                && !why.detail().isEmpty()
                && !why.detail().equals(finished.response().impairment().fault())
                && !why.detail().equals(finished.request().method());
        return telling ? words + ": " + LogText.printable(why.detail()) : words;
    }
}
