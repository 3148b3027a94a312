package dev.porthole.app.inspector;

import dev.porthole.app.check.NearestName;
import dev.porthole.app.network.FaultWords;
import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.event.CodingFact;
import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells in words what decided an answer, from what was sent and received. A pure function. */
final class Reasoning {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern BEYOND = Pattern.compile("(.*) / (\\d{1,18})", Pattern.DOTALL);

    private static final double HUNDRED = 100;

    private final RequestReceived request;
    private final ResponseFinished response;
    private final HeadFields asked;
    private final HeadFields answered;
    private final Surroundings around;
    private final String site;
    private final List<Finding> findings = new ArrayList<>();

    private Reasoning(Exchange exchange, ResponseFinished response, Surroundings around, String site) {
        this.request = exchange.request();
        this.response = response;
        this.asked = HeadFields.of(request.http1Head());
        this.answered = HeadFields.of(response.headText());
        this.around = around;
        this.site = site;
    }

    /**
     * What there is to say besides the rule itself.
     *
     * @param response the exchange's response
     * @param site the site's address
     */
    static List<Finding> of(Exchange exchange, ResponseFinished response, Surroundings around, String site) {
        Reasoning reasoning = new Reasoning(exchange, response, around, site);
        reasoning.whatDecided();
        reasoning.onPurpose();
        reasoning.file();
        reasoning.savings();
        if (response.outcome() == Outcome.COMPLETE) {
            // It speaks of what was sent whole, or spared.
            reasoning.findings.addAll(CachingWords.of(exchange, response, around));
        }
        SlownessWords.of(response).ifPresent(reasoning.findings::add);
        reasoning.words("why.outcome", Phrase.of("outcome." + response.outcome().name()));
        return List.copyOf(reasoning.findings);
    }

    /** A date field as a moment; empty when it is none. */
    static Optional<Instant> moment(String httpDate) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void whatDecided() {
        String detail = RequestTexts.escape(response.why().detail());
        switch (response.why().rule()) {
            case ETAG_MATCHED -> pair("If-None-Match", "reason.sentTag",
                    answered.first("ETag").orElse(detail), "reason.currentTag");
            case NOT_MODIFIED_SINCE -> pair("If-Modified-Since", "reason.sentDate",
                    answered.first("Last-Modified").orElse(""), "reason.currentDate");
            case MODIFIED_SINCE -> asked("If-Unmodified-Since", "reason.sentDate");
            case IF_MATCH_FAILED -> asked("If-Match", "reason.sentTag");
            case IF_RANGE_FAILED -> pair("If-Range", "reason.sentVersion",
                    answered.first("ETag").orElse(""), "reason.currentTag");
            case RANGE -> range(detail);
            case RANGES, RANGE_IGNORED -> asked("Range", "reason.range");
            case RANGE_NOT_SATISFIABLE -> beyond(detail);
            case NOT_FOUND -> notFound();
            case DOTFILE -> advice("reason.dotfile");
            case LISTING_OFF -> advice("reason.listingOff");
            case FOREIGN_HOST -> foreignHost(detail);
            case LINK_ESCAPES -> {
                if (around.link() != null) {
                    findings.add(new Finding.Quote(Phrase.of("reason.link"), around.link()));
                }
                advice("reason.linkAdvice");
            }
            case DIRECTORY_SLASH, HTTPS_REDIRECT -> advice("reason.slash", answered.first("Location").orElse(""));
            case METHOD_NOT_ALLOWED -> advice("reason.method");
            case REDIRECT_RULE, REWRITE_RULE, ERROR_RULE -> ruleLine(detail);
            case FAULT_STATUS, FAULT_NO_ANSWER -> {
                // The rule for faults is told with everything else that was done on purpose.
            }
            case LISTING -> words("reason.entries", Phrase.of("reason.entriesCount", detail));
            default -> {
                Optional<CodingFact> coding = CodingFact.of(response.why().detail());
                if (coding.isPresent()) {
                    coding(coding.get());
                } else if (!detail.isEmpty()) {
                    findings.add(new Finding.Quote(Phrase.of("why.detail"), detail));
                }
            }
        }
    }

    private void coding(CodingFact fact) {
        if (fact.beside() != null) {
            words("reason.coding", Phrase.of(
                    "reason.codedBeside", fact.coding(), RequestTexts.escape(fact.beside())));
        } else {
            words("reason.coding", Phrase.of("reason.coded", fact.coding(), Quantities.exactBytes(fact.plainLength()),
                    Quantities.exactBytes(fact.codedLength()), percent(fact.codedLength(), fact.plainLength()),
                    String.valueOf(fact.millis())));
        }
    }

    /** The detail begins with the number of the line. */
    private void ruleLine(String detail) {
        int colon = detail.indexOf(": ");
        findings.add(colon < 0
                ? new Finding.Quote(Phrase.of("why.detail"), detail)
                : new Finding.Quote(
                        Phrase.of("reason.redirectsLine", detail.substring(0, colon)), detail.substring(colon + 2)));
    }

    /** What was done to it by the conditions that somebody has set up. */
    private void onPurpose() {
        Impairment impairment = response.impairment();
        if (impairment.isThrottled()) {
            words("network.why", Phrase.of(
                    "network.why.held", impairment.network(), Quantities.duration(response.timing().heldNanos())));
        } else if (response.timing().heldNanos() > 0) {
            words("network.why", Phrase.of(
                    "network.why.delayed", Quantities.duration(response.timing().heldNanos())));
        }
        if (impairment.isFaulted()) {
            String notation = RequestTexts.escape(impairment.fault());
            FaultWords.of(notation).ifPresent(fault -> words("network.why.fault", fault));
            findings.add(new Finding.Option(
                    Phrase.of("network.why.option"), "--fault " + CurlCommand.quote(notation)));
            advice("network.why.advice");
        }
    }

    /** What compression would do; whoever has turned it on hears that the client did not ask for it. */
    private void savings() {
        Savings savings = around.savings();
        if (savings != null) {
            boolean on = answered.first("Vary").orElse("").equals("Accept-Encoding");
            words("reason.savings", Phrase.of(on ? "reason.notAccepted" : "reason.wouldSave", savings.coding(),
                    Quantities.exactBytes(savings.coded()), percent(savings.coded(), savings.plain())));
        }
    }

    private static String percent(long part, long whole) {
        return String.valueOf(Math.round(HUNDRED * part / Math.max(1, whole)));
    }

    private void range(String detail) {
        asked("Range", "reason.range");
        Matcher matcher = CONTENT_RANGE.matcher(detail);
        if (matcher.matches()) {
            long first = Long.parseLong(matcher.group(1));
            long last = Long.parseLong(matcher.group(2));
            long length = Long.parseLong(matcher.group(3));
            words("reason.part", Phrase.of("reason.partOf",
                    Quantities.count(first), Quantities.count(last),
                    Quantities.count(last - first + 1), Quantities.count(length)));
        }
    }

    private void beyond(String detail) {
        Matcher matcher = BEYOND.matcher(detail);
        if (matcher.matches()) {
            findings.add(new Finding.Quote(Phrase.of("reason.range"), matcher.group(1)));
            words("reason.part", Phrase.of("reason.beyond", Quantities.count(Long.parseLong(matcher.group(2)))));
        }
    }

    private void notFound() {
        NearestName nearest = around.nearest();
        if (nearest != null) {
            String key = switch (nearest.kind()) {
                case THERE_NOW -> "reason.thereNow";
                case CASE -> "reason.case";
                case SPELLING -> "reason.spelling";
            };
            findings.add(new Finding.Quote(Phrase.of("reason.nearest"), RequestTexts.escape(nearest.path())));
            advice(key);
        }
        Optional<String> referer = asked.first("Referer");
        boolean forIcon = SameRequests.pathOf(request).equals("/favicon.ico");
        if (referer.isPresent()) {
            findings.add(new Finding.Quote(Phrase.of("reason.referer"), referer.get()));
            if (nearest == null) {
                advice(forIcon ? "reason.favicon" : "reason.refererAdvice");
            }
        } else {
            words("reason.referer", Phrase.of(forIcon ? "reason.favicon" : "reason.noReferer"));
        }
    }

    private void foreignHost(String host) {
        findings.add(new Finding.Quote(Phrase.of("reason.host"), host));
        advice("reason.hostAdvice", site);
    }

    private void file() {
        String file = response.file();
        if (file == null) {
            return;
        }
        findings.add(new Finding.Quote(Phrase.of("why.file"), RequestTexts.escape(file)));
        Optional<Instant> changed = answered.first("Last-Modified").flatMap(Reasoning::moment);
        long size = size();
        if (size >= 0 && changed.isPresent()) {
            words("reason.size", Phrase.of("reason.sizeAndTime",
                    Quantities.exactBytes(size), Quantities.dateTime(changed.get())));
        } else if (size >= 0) {
            words("reason.size", Phrase.of("reason.sizeOnly", Quantities.exactBytes(size)));
        }
    }

    /** The file's size: as it was sent, or else as it is now. What was sent in a coding has another length. */
    private long size() {
        Optional<CodingFact> coding = CodingFact.of(response.why().detail());
        if (coding.isPresent()) {
            return coding.get().plainLength() > 0 ? coding.get().plainLength() : around.size();
        }
        Matcher range = CONTENT_RANGE.matcher(answered.first("Content-Range").orElse(""));
        if (range.matches()) {
            return Long.parseLong(range.group(3));
        }
        Rule rule = response.why().rule();
        Optional<String> length = answered.first("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return response.status() == 200 && rule != Rule.RANGES && length.isPresent()
                ? Long.parseLong(length.get()) : around.size();
    }

    private void asked(String name, String key) {
        asked.first(name).ifPresent(value -> findings.add(
                new Finding.Quote(Phrase.of(key), name + ": " + value)));
    }

    private void pair(String name, String key, String other, String otherKey) {
        String value = asked.first(name).orElse("");
        if (!value.isEmpty() && !other.isEmpty()) {
            findings.add(new Finding.Pair(Phrase.of(key), value, Phrase.of(otherKey), other));
        }
    }

    private void words(String key, Phrase text) {
        findings.add(new Finding.Words(Phrase.of(key), text));
    }

    private void advice(String key, Object... arguments) {
        findings.add(new Finding.Advice(Phrase.of(key, arguments)));
    }
}
