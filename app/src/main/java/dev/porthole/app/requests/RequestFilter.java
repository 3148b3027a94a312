package dev.porthole.app.requests;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests the table shows. Every term of the text must hold, or one of those that are alternatives
 * ({@code a OR b}, {@code a | b}; an alternative binds closer than a blank). A term is a word, a phrase in
 * quotes, or {@code key:value}; a minus before it asks for the opposite. A word must be found in the path, the
 * method, the status or the client's address. A term that cannot be understood has no effect, and is told.
 */
public final class RequestFilter {

    /** Lets everything through. */
    public static final RequestFilter EVERYTHING = parse("", StatusClass.ALL);

    private final String text;
    private final StatusClass statusClass;
    /** All must hold, and of each the one or the other. */
    private final RowTest[][] tests;
    private final List<FilterProblem> problems;

    private RequestFilter(
            String text, StatusClass statusClass, RowTest[][] tests, List<FilterProblem> problems) {
        this.text = text;
        this.statusClass = statusClass;
        this.tests = tests;
        this.problems = problems;
    }

    /** Reads what a user typed. */
    public static RequestFilter parse(String text, StatusClass statusClass) {
        List<List<RowTest>> all = new ArrayList<>();
        List<FilterProblem> problems = new ArrayList<>();
        if (statusClass != StatusClass.ALL) {
            all.add(List.of(RowTest.ofAnswer(row -> statusClass.includes(row.status()))));
        }
        List<RowTest> alternatives = new ArrayList<>();
        for (FilterTerm term : FilterTerm.scan(text)) {
            if (!term.alternative()) {
                alternatives = new ArrayList<>();
                all.add(alternatives);
            }
            switch (TermReader.read(term)) {
                case TermReader.Test(RowTest test) -> alternatives.add(term.negated() ? test.negated() : test);
                case TermReader.Problem(boolean unfinished, var words) ->
                        problems.add(new FilterProblem(term.start(), term.end(), unfinished, words));
            }
        }
        RowTest[][] tests = all.stream()
                .filter(one -> !one.isEmpty())
                .map(one -> one.toArray(RowTest[]::new))
                .toArray(RowTest[][]::new);
        return new RequestFilter(text.strip(), statusClass, tests, List.copyOf(problems));
    }

    /** The terms that have no effect. */
    public List<FilterProblem> problems() {
        return problems;
    }

    /** Whether this filter lets everything through. */
    public boolean isEverything() {
        return tests.length == 0;
    }

    /** Whether the outcome may change with what this key asks about. */
    boolean asksFor(FilterKey key) {
        return FilterTerm.scan(text).stream().anyMatch(term -> term.key().equals(key.word()));
    }

    Verdict test(RowFacts row) {
        Verdict verdict = Verdict.YES;
        for (RowTest[] alternatives : tests) {
            Verdict one = any(alternatives, row);
            if (one == Verdict.NO) {
                return one;
            }
            verdict = one == Verdict.LATER ? one : verdict;
        }
        return verdict;
    }

    private static Verdict any(RowTest[] alternatives, RowFacts row) {
        Verdict verdict = Verdict.NO;
        for (RowTest alternative : alternatives) {
            Verdict one = alternative.test(row);
            if (one == Verdict.YES) {
                return one;
            }
            verdict = one == Verdict.LATER ? one : verdict;
        }
        return verdict;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestFilter filter
                && text.equals(filter.text) && statusClass == filter.statusClass;
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + statusClass.hashCode();
    }
}
