package dev.porthole.app.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The NCSA Combined Log Format, as Apache's httpd writes it:
 * {@code %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"}. Any log analyser reads it.
 */
public final class CombinedFormat implements LineFormat {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ENGLISH);

    private final ZoneId zone = ZoneId.systemDefault();

    @Override
    public String line(FinishedRequest finished) {
        long bodyBytes = finished.response().bodyBytes();
        return finished.clientAddress()
                + " - - "
                + TIME.format(finished.request().at().atZone(zone))
                + ' ' + quoted(finished.requestLine().isEmpty() ? null : finished.requestLine())
                + ' ' + finished.response().status()
                + ' ' + (bodyBytes == 0 ? "-" : String.valueOf(bodyBytes))
                + ' ' + quoted(finished.header("Referer"))
                + ' ' + quoted(finished.header("User-Agent"));
    }

    private static String quoted(@Nullable String value) {
        return '"' + (value == null ? "-" : LogText.apacheEscaped(value)) + '"';
    }
}
