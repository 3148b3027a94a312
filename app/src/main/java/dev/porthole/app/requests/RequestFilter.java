package dev.porthole.app.requests;

import dev.porthole.server.event.Exchange;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests the table shows. All words must be found, each in the path, the method, the status or the
 * client's address; {@code status:404} and {@code status:4xx} look at the status only.
 *
 * @param words what must be found, in lower case
 * @param statuses beginnings of the status that are asked for, each of which must fit
 * @param statusClass the chosen kind of status
 */
public record RequestFilter(List<String> words, List<String> statuses, StatusClass statusClass) {

    /** Lets everything through. */
    public static final RequestFilter EVERYTHING = new RequestFilter(List.of(), List.of(), StatusClass.ALL);

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern STATUS = Pattern.compile("status:([1-9][0-9x]{0,2})?");

    /** What a filter says about a request. */
    enum Verdict {
        YES,
        NO,
        /** It depends on the status, which is not known yet. */
        LATER
    }

    /** Reads what a user typed. */
    public static RequestFilter parse(String text, StatusClass statusClass) {
        List<String> words = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        for (String word : BLANKS.split(text.strip().toLowerCase(Locale.ROOT))) {
            if (STATUS.matcher(word).matches()) {
                statuses.add(word.substring("status:".length()).replace("x", ""));
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new RequestFilter(List.copyOf(words), List.copyOf(statuses), statusClass);
    }

    /** Whether this filter lets everything through. */
    public boolean isEverything() {
        return words.isEmpty() && statuses.isEmpty() && statusClass == StatusClass.ALL;
    }

    Verdict test(Exchange exchange, String client) {
        RequestReceived request = exchange.request();
        ResponseFinished response = exchange.response();
        String status = response == null ? null : Integer.toString(response.status());
        Verdict verdict = Verdict.YES;
        for (String word : words) {
            Verdict one = find(word, request, status, client);
            if (one == Verdict.NO) {
                return one;
            }
            verdict = one == Verdict.LATER ? one : verdict;
        }
        if (statuses.isEmpty() && statusClass == StatusClass.ALL) {
            return verdict;
        }
        if (response == null || status == null) {
            return Verdict.LATER;
        }
        boolean fits = statusClass.includes(response.status()) && statuses.stream().allMatch(status::startsWith);
        return fits ? verdict : Verdict.NO;
    }

    private static Verdict find(String word, RequestReceived request, @Nullable String status, String client) {
        if (contains(request.target(), word)
                || contains(request.method(), word)
                || contains(client, word)
                || request.target().indexOf('%') >= 0 && contains(RequestTexts.path(request.target()), word)) {
            return Verdict.YES;
        }
        if (status == null) {
            return word.chars().allMatch(Character::isDigit) ? Verdict.LATER : Verdict.NO;
        }
        return status.contains(word) ? Verdict.YES : Verdict.NO;
    }

    /** Looks for a lower-case word without making a lower-case copy of every path in the log. */
    private static boolean contains(String text, String word) {
        int last = text.length() - word.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
