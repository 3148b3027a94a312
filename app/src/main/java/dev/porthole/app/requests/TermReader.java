package dev.porthole.app.requests;

import dev.porthole.app.text.Phrase;
import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a term into what it asks of a request. */
final class TermReader {

    private static final Pattern STATUS = Pattern.compile("[1-5](?:[0-9]{0,2}|[0-9]x|xx?)");
    private static final Pattern STATUS_BOUND = Pattern.compile("[1-5][0-9]{2}");
    private static final Pattern CONNECTION = Pattern.compile("#?([0-9]{1,18})");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)([kmgt]?(?:i?b)?)");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(us|µs|μs|ms|s|min)?");

    private static final Map<String, Set<Outcome>> OUTCOMES = Map.of(
            "complete", EnumSet.of(Outcome.COMPLETE),
            "cut", EnumSet.of(Outcome.CLIENT_LEFT, Outcome.SERVER_CUT, Outcome.CUT_ON_PURPOSE),
            "left", EnumSet.of(Outcome.CLIENT_LEFT),
            "server", EnumSet.of(Outcome.SERVER_CUT),
            "purpose", EnumSet.of(Outcome.CUT_ON_PURPOSE));
    private static final List<String> FLAGS = List.of("yes", "no");

    private TermReader() {}

    /** A term that was understood, or not. */
    sealed interface Reading {}

    /** What the term asks, its minus left aside. */
    record Test(RowTest test) implements Reading {}

    /** Why it has no effect. */
    record Problem(boolean unfinished, Phrase words) implements Reading {}

    static Reading read(FilterTerm term) {
        if (term.key().isEmpty()) {
            // A lone minus is the beginning of something.
            return term.value().isEmpty() || term.value().equals("-")
                    ? new Problem(true, Phrase.of("filter.problem.nothing"))
                    : new Test(word(term.value()));
        }
        FilterKey key = term.knownKey().orElse(null);
        if (key == null) {
            return new Problem(false, Phrase.of("filter.problem.key", term.key(), FilterKey.allWords()));
        }
        String value = term.value();
        FilterOperator operator = term.operator();
        return switch (key) {
            case STATUS -> status(operator, value);
            case PATH -> text(key, operator, value, path(operator, value));
            case METHOD -> text(key, operator, value, method(operator, value));
            case TYPE -> text(key, operator, value, type(operator, value));
            case CLIENT -> text(key, operator, value, client(operator, value));
            case REFERER -> text(key, operator, value, new HeadTest("referer", value));
            case HEADER -> text(key, operator, value, header(value));
            case SIZE -> size(operator, value);
            case TOOK -> took(operator, value);
            case CONN -> connection(operator, value);
            case REASON -> reason(operator, value);
            case OUTCOME -> outcome(operator, value);
            case TIME -> TimeSpan.read(operator, value);
            case PINNED -> flag(operator, value, row -> Verdict.of(row.isPinned()));
            case NOISE -> flag(operator, value, row -> Verdict.of(Noise.is(row.target())));
        };
    }

    /** The words that can stand after {@code outcome:}. */
    static List<String> outcomes() {
        return List.of("complete", "cut", "left", "server", "purpose");
    }

    private static RowTest word(String value) {
        Needle word = new Needle(value);
        boolean number = value.chars().allMatch(Character::isDigit);
        return row -> {
            if (word.isIn(row.target()) || word.isIn(row.method()) || word.isIn(row.client())
                    || row.target().indexOf('%') >= 0 && word.isIn(row.path())) {
                return Verdict.YES;
            }
            if (!number) {
                return Verdict.NO;
            }
            return row.isFinished() ? Verdict.of(word.isIn(Integer.toString(row.status()))) : Verdict.LATER;
        };
    }

    private static Reading text(FilterKey key, FilterOperator operator, String value, RowTest test) {
        if (operator.compares()) {
            return new Problem(false, Phrase.of("filter.problem.order", key.word()));
        }
        return value.isEmpty() ? new Problem(true, Phrase.of("filter.problem.value", key.word())) : new Test(test);
    }

    private static Reading status(FilterOperator operator, String value) {
        String text = FilterTerm.narrow(value).toLowerCase(Locale.ROOT);
        Matcher matcher = (operator.compares() ? STATUS_BOUND : STATUS).matcher(text);
        if (!matcher.matches()) {
            return new Problem(couldGoOn(matcher), Phrase.of("filter.problem.status", value));
        }
        if (operator.compares()) {
            int bound = Integer.parseInt(text);
            return new Test(RowTest.ofAnswer(row -> operator.holds(row.status(), bound)));
        }
        // What is left open, by an x or because it is not typed yet, may be any digit.
        int lowest = Integer.parseInt((text.replace('x', '0') + "00").substring(0, 3));
        int highest = Integer.parseInt((text.replace('x', '9') + "99").substring(0, 3));
        return new Test(RowTest.ofAnswer(row -> row.status() >= lowest && row.status() <= highest));
    }

    private static RowTest path(FilterOperator operator, String value) {
        Needle needle = new Needle(value);
        if (operator == FilterOperator.EQUALS) {
            return row -> Verdict.of(needle.isWhole(row.target())
                    || needle.isWhole(RequestTexts.withoutQuery(row.target()))
                    || needle.isWhole(RequestTexts.withoutQuery(row.path())));
        }
        return row -> Verdict.of(needle.isIn(row.target())
                || row.target().indexOf('%') >= 0 && needle.isIn(row.path()));
    }

    private static RowTest method(FilterOperator operator, String value) {
        Needle needle = new Needle(value);
        boolean whole = operator == FilterOperator.EQUALS;
        return row -> Verdict.of(whole ? needle.isWhole(row.method()) : needle.isStartOf(row.method()));
    }

    private static RowTest client(FilterOperator operator, String value) {
        Needle needle = new Needle(value);
        boolean whole = operator == FilterOperator.EQUALS;
        return row -> Verdict.of(whole ? needle.isWhole(row.client()) : needle.isIn(row.client()));
    }

    private static RowTest type(FilterOperator operator, String value) {
        Needle needle = new Needle(value);
        boolean whole = operator == FilterOperator.EQUALS;
        // There are only so many media types, and each is named in thousands of rows.
        Map<String, Boolean> known = new ConcurrentHashMap<>();
        return RowTest.ofAnswer(row -> known.computeIfAbsent(row.mediaType(), type -> {
            String shortName = RequestTexts.type(type);
            return whole
                    ? needle.isWhole(type) || needle.isWhole(shortName)
                    : needle.isIn(type) || needle.isIn(shortName);
        }));
    }

    private static RowTest header(String value) {
        int equals = FilterTerm.narrow(value).indexOf('=');
        return equals < 0
                ? new HeadTest(value, "")
                : new HeadTest(value.substring(0, equals), value.substring(equals + 1));
    }

    private static Reading size(FilterOperator operator, String value) {
        Matcher matcher = SIZE.matcher(FilterTerm.narrow(value).toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !operator.compares()) {
            boolean unfinished = operator.compares() && couldGoOn(matcher) || value.isEmpty();
            return new Problem(unfinished, Phrase.of("filter.problem.size", operator.sign() + value));
        }
        String unit = matcher.group(2);
        int thousands = unit.isEmpty() ? 0 : " kmgt".indexOf(unit.charAt(0));
        double base = unit.contains("i") ? 1024 : 1000;
        long bound = Math.round(Double.parseDouble(matcher.group(1)) * Math.pow(base, Math.max(0, thousands)));
        return new Test(RowTest.ofAnswer(row -> operator.holds(row.sentBytes(), bound)));
    }

    private static Reading took(FilterOperator operator, String value) {
        Matcher matcher = SPAN.matcher(FilterTerm.narrow(value).toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !operator.compares()) {
            boolean unfinished = operator.compares() && couldGoOn(matcher) || value.isEmpty();
            return new Problem(unfinished, Phrase.of("filter.problem.took", operator.sign() + value));
        }
        double nanos = switch (matcher.group(2)) {
            case "us", "µs", "μs" -> 1e3;
            case "s" -> 1e9;
            case "min" -> 60e9;
            case null, default -> 1e6;
        };
        long bound = Math.round(Double.parseDouble(matcher.group(1)) * nanos);
        return new Test(RowTest.ofAnswer(row -> operator.holds(row.tookNanos(), bound)));
    }

    private static Reading connection(FilterOperator operator, String value) {
        Matcher matcher = CONNECTION.matcher(FilterTerm.narrow(value));
        if (!matcher.matches()) {
            return new Problem(couldGoOn(matcher), Phrase.of("filter.problem.conn", value));
        }
        long bound = Long.parseLong(matcher.group(1));
        return new Test(row -> Verdict.of(operator.holds(row.connection(), bound)));
    }

    private static Reading reason(FilterOperator operator, String value) {
        Set<Rule> rules = Reasons.rules(value);
        boolean faulted = Reasons.meansFaulted(value);
        boolean throttled = Reasons.meansThrottled(value);
        if (operator.compares() || rules.isEmpty() && !throttled || value.isEmpty()) {
            return new Problem(value.isEmpty(), Phrase.of("filter.problem.reason", value, words(Reasons.words())));
        }
        return new Test(RowTest.ofAnswer(row -> {
            Rule rule = row.rule();
            Impairment impairment = row.impairment();
            return rule != null && rules.contains(rule)
                    || impairment != null
                    && (faulted && impairment.isFaulted() || throttled && impairment.isThrottled());
        }));
    }

    private static Reading outcome(FilterOperator operator, String value) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        OUTCOMES.forEach((word, meant) -> {
            if (startsWith(word, value)) {
                outcomes.addAll(meant);
            }
        });
        if (operator.compares() || outcomes.isEmpty() || value.isEmpty()) {
            return new Problem(value.isEmpty(), Phrase.of("filter.problem.outcome", value, words(outcomes())));
        }
        return new Test(RowTest.ofAnswer(row -> {
            Outcome outcome = row.outcome();
            return outcome != null && outcomes.contains(outcome);
        }));
    }

    private static Reading flag(FilterOperator operator, String value, RowTest yes) {
        String meant = FLAGS.stream().filter(word -> startsWith(word, value)).findFirst().orElse(null);
        if (operator.compares() || meant == null || value.isEmpty()) {
            return new Problem(value.isEmpty(), Phrase.of("filter.problem.flag", value));
        }
        return new Test(meant.equals("yes") ? yes : yes.negated());
    }

    /** Whether more letters could have made it fit. */
    @SuppressWarnings("JdkObsolete") // Whether the end was seen is exactly the question.
    static boolean couldGoOn(Matcher failed) {
        return failed.hitEnd();
    }

    private static boolean startsWith(String word, String typed) {
        return word.regionMatches(true, 0, typed, 0, typed.length());
    }

    private static String words(List<String> all) {
        return String.join(", ", all);
    }
}
