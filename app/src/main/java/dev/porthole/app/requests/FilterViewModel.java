package dev.porthole.app.requests;

import dev.porthole.app.text.Phrase;
import dev.porthole.app.text.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * The filter as it is typed: what is wrong with it, what could come next, and the buttons that stand for a
 * term. The text is the whole truth; a button is down when its term is in it. Used by the thread of the window.
 */
public final class FilterViewModel {

    /** What "Errors only" puts into the text. */
    static final String ERRORS = "status>=400";

    /** What "Hide noise" puts into the text. */
    static final String QUIET = "noise:no";

    private static final int MOST_VALUES = 10;
    private static final List<String> FLAGS = List.of("yes", "no");
    private static final List<String> HEADERS = List.of(
            "accept-encoding", "accept-language", "authorization", "cache-control", "cookie", "if-modified-since",
            "if-none-match", "origin", "range", "referer", "sec-fetch-dest", "user-agent");

    private final RequestsViewModel requests;
    private final RecentFilters recent;
    private final ReadOnlyObjectWrapper<List<Suggestion>> suggestions = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyObjectWrapper<@Nullable Phrase> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Phrase> found = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty errorsOnly = new SimpleBooleanProperty();
    private final BooleanProperty hideNoise = new SimpleBooleanProperty();
    private long asked;
    private int caret = -1;

    /** A text and where the caret then stands in it. */
    record Edit(String text, int caret) {}

    /** The filter of this table. */
    public FilterViewModel(RequestsViewModel requests, RecentFilters recent) {
        this.requests = requests;
        this.recent = recent;
        requests.filterTextProperty().subscribe(text -> {
            errorsOnly.set(FilterText.has(text, ERRORS));
            hideNoise.set(FilterText.has(text, QUIET));
            lookForProblem();
        });
        requests.rowsProperty().subscribe(this::count);
        requests.requestsProperty().subscribe(this::count);
        requests.filterTextProperty().subscribe(this::count);
        requests.statusClassProperty().subscribe(this::count);
        errorsOnly.subscribe(down -> set(ERRORS, down));
        hideNoise.subscribe(down -> set(QUIET, down));
    }

    /** What can be put in where the caret is; empty while nothing is suggested. */
    ReadOnlyObjectProperty<List<Suggestion>> suggestionsProperty() {
        return suggestions.getReadOnlyProperty();
    }

    /** Which of the suggestions is chosen, or -1. */
    ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** What is wrong with the text, or null. A term that is just being typed is not wrong yet. */
    ReadOnlyObjectProperty<@Nullable Phrase> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many requests the filter has found, or null when it lets everything through. */
    ReadOnlyObjectProperty<@Nullable Phrase> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Whether only answers with a status of 400 and above are shown. */
    BooleanProperty errorsOnlyProperty() {
        return errorsOnly;
    }

    /** Whether what browsers ask for by themselves is left out. */
    BooleanProperty hideNoiseProperty() {
        return hideNoise;
    }

    /** Something was typed, or taken away. */
    void typed(String text, int newCaret) {
        caret = newCaret;
        suggest(text, false);
    }

    /** The caret was moved. */
    void moved(String text, int newCaret) {
        caret = newCaret;
        if (isOpen()) {
            suggest(text, true);
        }
        lookForProblem();
    }

    /** Suggests whatever is possible here; in an empty text what was used before. */
    void open(String text, int newCaret) {
        caret = newCaret;
        List<String> before = recent.texts();
        if (text.isBlank() && !before.isEmpty()) {
            asked++;
            show(before.stream()
                    .map(one -> new Suggestion(one, one, 0, text.length(), Phrase.of("filter.recent"), 0))
                    .toList());
        } else {
            suggest(text, true);
        }
    }

    /** Suggests the keys, also in an empty text. */
    void openKeys(String text, int newCaret) {
        caret = newCaret;
        suggest(text, true);
    }

    boolean isOpen() {
        return !suggestions.get().isEmpty();
    }

    /** Suggests nothing any more. */
    void close() {
        asked++;
        show(List.of());
    }

    /** The text is as the user wants it: what is unfinished in it is now wrong, and it is worth remembering. */
    void settle() {
        close();
        caret = -1;
        lookForProblem();
        if (requests.filter().problems().isEmpty()) {
            recent.remember(requests.filterTextProperty().get());
        }
    }

    /** Chooses the next suggestion, or the one before; after the last comes the first. */
    void choose(int step) {
        int count = suggestions.get().size();
        int from = chosen.get() < 0 && step < 0 ? 0 : chosen.get();
        chosen.set(count == 0 ? -1 : Math.floorMod(from + step, count));
    }

    /** The text with a suggestion in it. After a value the next term can follow. */
    Edit take(String text, int index) {
        Suggestion taken = suggestions.get().get(index);
        int end = Math.min(taken.end(), text.length());
        String tail = text.substring(end);
        boolean opening = taken.insert().endsWith(":") || taken.insert().endsWith(">");
        String blank = opening || !tail.isBlank() ? "" : " ";
        String head = text.substring(0, taken.start()) + taken.insert() + blank;
        close();
        return new Edit(head + (tail.isBlank() ? "" : tail), head.length());
    }

    private void set(String term, boolean down) {
        requests.filterTextProperty().set(FilterText.set(requests.filterTextProperty().get(), term, down));
    }

    /** While the table follows, it holds the newest of what was found, and nobody counts the others. */
    private void count() {
        int shown = requests.rowsProperty().get().size();
        boolean all = requests.filter().isEverything();
        boolean more = requests.followingProperty().get() && shown >= LogView.WINDOW;
        found.set(all ? null : more
                ? Phrase.of("filter.found.newest", Quantities.count(shown))
                : Phrase.of("filter.found", Quantities.count(shown), Quantities.count(requests.kept())));
    }

    private void lookForProblem() {
        problem.set(requests.filter().problems().stream()
                .filter(one -> !one.unfinished() || caret < one.start() || caret > one.end())
                .map(FilterProblem::words)
                .findFirst().orElse(null));
    }

    private void suggest(String text, boolean wanted) {
        long question = ++asked;
        CompletionPlace place = CompletionPlace.at(text, caret).orElse(null);
        if (place == null || place.key() == null && place.typed().isEmpty() && !wanted) {
            show(List.of());
            return;
        }
        FilterKey key = place.key();
        if (key == null) {
            show(keys(place));
            return;
        }
        switch (key) {
            case STATUS, PATH, METHOD, TYPE, CLIENT, CONN ->
                    requests.values(key, place.typed(), MOST_VALUES, seen -> {
                        if (question == asked) {
                            show(values(place, seen));
                        }
                    });
            default -> show(values(place, key));
        }
    }

    private static List<Suggestion> keys(CompletionPlace place) {
        String typed = place.typed().toLowerCase(Locale.ROOT);
        return Stream.of(FilterKey.values())
                .filter(key -> key.word().startsWith(typed))
                .map(key -> new Suggestion(key.opening(), key.opening(), place.start(), place.end(),
                        Phrase.of("filter.key." + key.name()), 0))
                .toList();
    }

    private static List<Suggestion> values(CompletionPlace place, List<SeenValues.Seen> seen) {
        if (seen.size() == 1 && seen.getFirst().value().equalsIgnoreCase(place.typed())) {
            return List.of();
        }
        return seen.stream()
                .map(one -> new Suggestion(one.value(), FilterText.quoted(one.value()),
                        place.start(), place.end(), null, one.count()))
                .toList();
    }

    /** Values that are always the same. */
    private static List<Suggestion> values(CompletionPlace place, FilterKey key) {
        List<String> words = switch (key) {
            case SIZE -> List.of("10kB", "100kB", "1MB", "10MB");
            case TOOK -> List.of("10ms", "100ms", "1s", "10s");
            case REASON -> Reasons.words();
            case OUTCOME -> TermReader.outcomes();
            case HEADER -> HEADERS;
            case PINNED, NOISE -> FLAGS;
            default -> List.of();
        };
        boolean explained = key == FilterKey.REASON || key == FilterKey.OUTCOME;
        List<Suggestion> fitting = new ArrayList<>();
        for (String word : words) {
            boolean fits = word.regionMatches(true, 0, place.typed(), 0, place.typed().length())
                    && word.length() > place.typed().length();
            if (fits) {
                fitting.add(new Suggestion(word, word, place.start(), place.end(),
                        explained ? Phrase.of("filter.value." + word) : null, 0));
            }
        }
        return fitting;
    }

    private void show(List<Suggestion> next) {
        chosen.set(-1);
        suggestions.set(next);
    }
}
