package dev.porthole.app.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One page load while it grows, or what came within a minute and belongs to no page. Beyond a number of parts it
 * only counts. Used by one thread at a time.
 */
final class PageLoad {

    /** How many parts are kept to be listed. */
    static final int MOST_PARTS = 2_000;

    /** A page is loaded when nothing has come for so long; what comes later counts, but not as loading time. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private final long id;
    private final boolean page;
    private final List<PagePart> parts = new ArrayList<>(1);
    private final BitSet matching = new BitSet();
    private final List<PageUrl> urls = new ArrayList<>(2);
    private final Instant begin;
    private Instant lastActivity;
    private Instant loaded;
    private PagePart document;
    private String client;
    private boolean severalClients;
    private boolean dropped;

    private long requests;
    private long unfinished;
    private long bytes;
    private long errors;
    private long notModified;
    private @Nullable PagePart firstError;
    private @Nullable PageCard card;

    /**
     * Begins with its first part, which is still to be added.
     *
     * @param page whether it is a page, and the part its document
     */
    PageLoad(long id, boolean page, PagePart first) {
        this.id = id;
        this.page = page;
        this.document = first;
        this.client = first.client();
        this.begin = first.at();
        this.lastActivity = begin;
        this.loaded = begin;
    }

    boolean isPage() {
        return page;
    }

    boolean isDropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
    }

    long id() {
        return id;
    }

    PagePart document() {
        return document;
    }

    /** The addresses under which parts refer to this page. */
    List<PageUrl> urls() {
        return urls;
    }

    long requests() {
        return requests;
    }

    long bytes() {
        return bytes;
    }

    long errors() {
        return errors;
    }

    /** Whether something happened to it so shortly before. */
    boolean isActive(Instant at, Duration within) {
        return !at.isAfter(lastActivity.plus(within));
    }

    /** Takes in a part; returns its place among those kept, or -1 when there are too many. */
    int add(PagePart part) {
        card = null;
        requests++;
        if (part.answer() == null) {
            unfinished++;
        }
        if (!part.client().equals(client)) {
            severalClients = true;
        }
        advance(part);
        count(part);
        if (parts.size() == MOST_PARTS) {
            return -1;
        }
        parts.add(part);
        return parts.size() - 1;
    }

    /** The page itself, after a redirect led to it. */
    void follow(PagePart target) {
        document = target;
    }

    /** Replaces a part by the same with its answer. */
    void finish(int place, PagePart part) {
        card = null;
        unfinished--;
        advance(part);
        count(part);
        if (place >= 0) {
            parts.set(place, part);
        }
        if (document.number() == part.number()) {
            document = part;
        }
    }

    /** Remembers which of its parts a filter finds. */
    void match(LongPredicate test) {
        BitSet before = (BitSet) matching.clone();
        for (int i = 0; i < parts.size(); i++) {
            matching.set(i, test.test(parts.get(i).number()));
        }
        if (!before.equals(matching)) {
            card = null;
        }
    }

    void match(int place, boolean matches) {
        if (place >= 0 && matching.get(place) != matches) {
            matching.set(place, matches);
            card = null;
        }
    }

    boolean hasMatch() {
        return !matching.isEmpty();
    }

    /** What is to be shown of it now. */
    PageCard card(boolean filtered) {
        PageCard known = card;
        if (known == null || known.filtered() != filtered) {
            known = newCard(filtered);
            card = known;
        }
        return known;
    }

    private PageCard newCard(boolean filtered) {
        PagePart failed = firstError;
        PagePart.Answer answer = document.answer();
        return new PageCard(
                id, page, begin, document.target(), answer == null ? 0 : answer.status(),
                severalClients ? "" : client, requests, unfinished, bytes, errors, failed, notModified,
                took(), lastActivity, filtered, matching.cardinality(),
                List.copyOf(parts), (BitSet) matching.clone(),
                PageBar.of(parts, begin, loaded, filtered ? matching : null));
    }

    /** From the first byte of the first request, as in the table, once its answer tells when that came. */
    private Duration took() {
        PagePart.Answer first = parts.isEmpty() ? null : parts.getFirst().answer();
        Instant from = first == null ? begin : first.end().minusNanos(first.tookNanos());
        return Duration.between(from.isBefore(begin) ? from : begin, loaded);
    }

    private void advance(PagePart part) {
        Instant silent = loaded.plus(SILENCE);
        if (!page || !part.at().isAfter(silent)) {
            loaded = later(loaded, part.end());
        }
        lastActivity = later(lastActivity, part.end());
    }

    private void count(PagePart part) {
        PagePart.Answer answer = part.answer();
        if (answer == null) {
            return;
        }
        bytes += answer.sentBytes();
        if (answer.status() == 304) {
            notModified++;
        }
        if (answer.isError()) {
            errors++;
            PagePart first = firstError;
            if (first == null || part.number() < first.number()) {
                firstError = part;
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
