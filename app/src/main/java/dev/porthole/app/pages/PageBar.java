package dev.porthole.app.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request in the small picture of a page load; when there are many, some that follow each other.
 *
 * @param from its beginning, as a share of the whole time
 * @param to its end
 * @param statusClass the first digit of the highest status, 0 when nothing is finished
 * @param matches whether a filter finds it, or there is none
 */
record PageBar(double from, double to, int statusClass, boolean matches) {

    /** So many can be told apart in the height of a card. */
    static final int MOST = 40;

    static List<PageBar> of(List<PagePart> parts, Instant begin, Instant end, @Nullable BitSet matching) {
        int count = Math.min(parts.size(), MOST);
        List<PageBar> bars = new ArrayList<>(count);
        for (int bar = 0; bar < count; bar++) {
            int first = bar * parts.size() / count;
            int last = (bar + 1) * parts.size() / count;
            double from = 1;
            double to = 0;
            int status = 0;
            for (PagePart part : parts.subList(first, last)) {
                from = Math.min(from, share(begin, end, part.at()));
                to = Math.max(to, share(begin, end, part.end()));
                PagePart.Answer answer = part.answer();
                status = Math.max(status, answer == null ? 0 : answer.status() / 100);
            }
            int match = matching == null ? first : matching.nextSetBit(first);
            bars.add(new PageBar(from, to, status, match >= 0 && match < last));
        }
        return List.copyOf(bars);
    }

    /** The bar of a single request. */
    static PageBar of(PagePart part, PageCard card, boolean matches) {
        Instant end = card.at().plus(card.took());
        PagePart.Answer answer = part.answer();
        return new PageBar(
                share(card.at(), end, part.at()), share(card.at(), end, part.end()),
                answer == null ? 0 : answer.status() / 100, matches);
    }

    private static double share(Instant begin, Instant end, Instant at) {
        double whole = Math.max(1, Duration.between(begin, end).toNanos());
        return Math.clamp(Duration.between(begin, at).toNanos() / whole, 0, 1);
    }
}
