package dev.porthole.app.inspector;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a file was sent again, or why it did not have to be. A pure function. */
final class CachingWords {

    private static final Phrase LABEL = Phrase.of("cache.title");

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private CachingWords() {}

    static List<Finding> of(Exchange exchange, ResponseFinished response, Surroundings around) {
        Rule rule = response.why().rule();
        if (rule == Rule.ETAG_MATCHED || rule == Rule.NOT_MODIFIED_SINCE) {
            return around.size() < 0 ? List.of(words("cache.saved")) : List.of(new Finding.Words(
                    LABEL, Phrase.of("cache.savedBytes", Quantities.exactBytes(around.size()))));
        }
        boolean whole = rule == Rule.FILE || rule == Rule.INDEX;
        if (!whole || !exchange.request().method().equals("GET") || !exchange.hasHeads()) {
            return List.of();
        }
        return sentWhole(exchange, response, around.same().before());
    }

    private static List<Finding> sentWhole(Exchange exchange, ResponseFinished response, @Nullable Exchange before) {
        HeadFields asked = HeadFields.of(exchange.request().http1Head());
        HeadFields answered = HeadFields.of(response.headText());
        Optional<String> tag = answered.first("ETag");
        Optional<String> known = asked.first("If-None-Match");
        List<Finding> findings = new ArrayList<>();
        if (known.isPresent()) {
            findings.add(words(tag.isPresent() ? "cache.changed" : "cache.justWritten"));
            tag.ifPresent(now -> findings.add(new Finding.Pair(
                    Phrase.of("reason.sentTag"), known.get(), Phrase.of("reason.currentTag"), now)));
        } else if (tag.isEmpty()) {
            findings.add(words("cache.justWritten"));
        } else if (asked.first("If-Modified-Since").isPresent()) {
            findings.add(words("cache.changed"));
        } else if (isReload(asked)) {
            findings.add(words("cache.reload"));
        } else if (before == null) {
            findings.add(words("cache.first"));
        } else if (!hadItWhole(before)) {
            findings.add(words("cache.notAsked"));
        } else if (!before.request().target().equals(exchange.request().target())) {
            findings.add(words("cache.otherAddress"));
            findings.add(new Finding.Pair(
                    Phrase.of("cache.addressBefore"), RequestTexts.escape(before.request().target()),
                    Phrase.of("cache.addressNow"), RequestTexts.escape(exchange.request().target())));
            findings.add(new Finding.Advice(Phrase.of("cache.otherAddressAdvice")));
        } else {
            findings.add(new Finding.Words(
                    LABEL, Phrase.of("cache.forgotten", Quantities.time(before.request().at()))));
        }
        return findings;
    }

    private static boolean hadItWhole(Exchange before) {
        ResponseFinished answer = before.response();
        return answer != null && (answer.status() == OK || answer.status() == NOT_MODIFIED);
    }

    /** A browser says so when it was told to reload without its cache, or keeps none. */
    private static boolean isReload(HeadFields asked) {
        String cacheControl = asked.first("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
        return cacheControl.contains("no-cache") || cacheControl.contains("no-store")
                || asked.first("Pragma").orElse("").equalsIgnoreCase("no-cache");
    }

    private static Finding words(String key) {
        return new Finding.Words(LABEL, Phrase.of(key));
    }
}
