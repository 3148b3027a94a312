package dev.porthole.app.pages;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells for each request which page load it belongs to. Every request belongs to exactly one; what no page asked
 * for is collected by the minute.
 *
 * <p>Browsers say what an answer is wanted for (Sec-Fetch-Dest) where the address is trustworthy, as that of this
 * computer is: a {@code document} begins a page, anything else is a part of the page named by Referer, or of a style
 * sheet, script or frame that belongs to it, or else of the page that was loading last. Elsewhere, and for other
 * programs, a GET that is answered with HTML begins a page unless a page that is just loading asked for it.
 *
 * <p>Keeps the newest page loads only. Used by one thread at a time.
 */
final class PageGrouping {

    /** How many page loads are kept. */
    static final int MOST_LOADS = 500;

    private static final int MOST_URLS = 2_000;
    private static final Duration RECENT = Duration.ofSeconds(5);
    /** People need longer than this to follow a link; frames are asked for sooner. */
    private static final Duration LOADING = Duration.ofSeconds(1);
    private static final long MINUTE = 60;
    /** What never asks for anything in its turn. */
    private static final Set<String> LEAVES = Set.of("image", "font", "audio", "video", "track", "empty", "manifest");

    private final Deque<PageLoad> loads = new ArrayDeque<>();
    private final Map<PageUrl, PageLoad> byUrl = new HashMap<>();
    private @Nullable PageLoad other;
    private long otherMinute;
    private long begun;
    private long droppedLoads;
    private long droppedRequests;
    private long droppedBytes;
    private long droppedErrors;

    /**
     * Where a request has been put.
     *
     * @param load the page load
     * @param index its place among the parts kept, or -1
     */
    record Place(PageLoad load, int index) {}

    /** The page loads kept, the oldest first. */
    Collection<PageLoad> loads() {
        return Collections.unmodifiableCollection(loads);
    }

    /** How many page loads are no longer kept. */
    long droppedLoads() {
        return droppedLoads;
    }

    /** How many requests belonged to page loads that are no longer kept. */
    long droppedRequests() {
        return droppedRequests;
    }

    /** How many bytes were sent for them. */
    long droppedBytes() {
        return droppedBytes;
    }

    /** How many of them failed. */
    long droppedErrors() {
        return droppedErrors;
    }

    /** Takes in the next request. */
    Place add(PagePart part, RequestFields fields) {
        String client = fields.userAgent().isEmpty() ? part.client() : part.client() + ' ' + fields.userAgent();
        PageLoad load = fields.known() ? place(part, fields, client) : placeByAnswer(part, client);
        if (load.isPage() && asksFurther(part, fields)) {
            String address = fields.addressOf(part.target());
            register(load, new PageUrl(client, address));
            register(load, new PageUrl(part.client(), address));
        }
        Place place = new Place(load, load.add(part));
        while (loads.size() > MOST_LOADS) {
            drop(loads.removeFirst());
        }
        return place;
    }

    /** Takes in the answer to a request. */
    void finish(Place place, PagePart finished) {
        place.load().finish(place.index(), finished);
        PagePart.Answer answer = finished.answer();
        if (place.load().isDropped() && answer != null) {
            droppedBytes += answer.sentBytes();
            droppedErrors += answer.isError() ? 1 : 0;
        }
    }

    private PageLoad place(PagePart part, RequestFields fields, String client) {
        String destination = fields.destination();
        PageLoad asking = referred(part, fields, client);
        if (destination.isEmpty()) {
            if (beginsPage(part, fields, asking)) {
                return page(part, client);
            }
            return asking == null ? other(part) : asking;
        }
        if (destination.equals("document")) {
            return page(part, client);
        }
        PageLoad page = asking == null ? recent(part, client) : asking;
        return page == null ? other(part) : page;
    }

    /** Without its head, nothing but the answer tells what a request was for. */
    private PageLoad placeByAnswer(PagePart part, String client) {
        if (part.method().equals("GET") && answeredWithPage(part)) {
            return page(part, client);
        }
        PageLoad page = recent(part, client);
        return page == null ? other(part) : page;
    }

    private static boolean beginsPage(PagePart part, RequestFields fields, @Nullable PageLoad asking) {
        if (!part.method().equals("GET")) {
            return false;
        }
        PagePart.Answer answer = part.answer();
        boolean wanted = fields.acceptsHtml()
                ? answer == null || answer.status() >= 300 || answer.isHtml()
                : answeredWithPage(part);
        if (!wanted || asking == null) {
            return wanted;
        }
        // A script asks for anything, a frame asks for HTML at once, and a person follows a link a while later.
        return fields.acceptsHtml() && !asking.isActive(part.at(), LOADING);
    }

    /** An error page is HTML whatever was asked for, so then the name has to tell. */
    private static boolean answeredWithPage(PagePart part) {
        PagePart.Answer answer = part.answer();
        return answer == null || answer.status() >= 300 ? isNamedLikePage(part.target()) : answer.isHtml();
    }

    private static boolean isNamedLikePage(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.indexOf('.') < 0 || name.endsWith(".html") || name.endsWith(".htm") || name.endsWith(".xhtml");
    }

    private @Nullable PageLoad referred(PagePart part, RequestFields fields, String client) {
        if (fields.referer().isEmpty()) {
            return null;
        }
        PageLoad exact = byUrl.get(new PageUrl(client, fields.referer()));
        // Players and the like ask under another name than the browser they belong to.
        return exact == null ? byUrl.get(new PageUrl(part.client(), fields.referer())) : exact;
    }

    private @Nullable PageLoad recent(PagePart part, String client) {
        PageLoad newest = byUrl.get(newestOf(client));
        return newest == null || !newest.isActive(part.at(), RECENT) ? null : newest;
    }

    private PageLoad page(PagePart part, String client) {
        PageLoad before = recent(part, client);
        if (before != null && isRedirected(before.document(), part)) {
            before.follow(part);
            return before;
        }
        PageLoad load = begin(true, part);
        register(load, newestOf(client));
        return load;
    }

    /** Whether one asked for a folder without its slash, and the next is where that was led to. */
    private static boolean isRedirected(PagePart first, PagePart next) {
        PagePart.Answer answer = first.answer();
        if (answer == null || answer.status() / 100 != 3 || answer.status() == 304) {
            return false;
        }
        int query = first.target().indexOf('?');
        int end = query < 0 ? first.target().length() : query;
        return next.target().equals(first.target().substring(0, end) + '/' + first.target().substring(end));
    }

    private PageLoad other(PagePart part) {
        long minute = Math.floorDiv(part.at().getEpochSecond(), MINUTE);
        PageLoad collecting = other;
        if (collecting == null || collecting.isDropped() || minute != otherMinute) {
            collecting = begin(false, part);
            other = collecting;
            otherMinute = minute;
        }
        return collecting;
    }

    private PageLoad begin(boolean page, PagePart first) {
        PageLoad load = new PageLoad(++begun, page, first);
        loads.addLast(load);
        return load;
    }

    private static boolean asksFurther(PagePart part, RequestFields fields) {
        if (!fields.known()) {
            return false;
        }
        PagePart.Answer answer = part.answer();
        String type = answer == null ? "" : answer.mediaType();
        return type.contains("svg") || !LEAVES.contains(fields.destination())
                && !type.startsWith("image/") && !type.startsWith("font/");
    }

    private void register(PageLoad load, PageUrl url) {
        if (load.urls().size() < MOST_URLS && !load.equals(byUrl.put(url, load))) {
            load.urls().add(url);
        }
    }

    /** The newest page of a client is the one that it would call by no address at all. */
    private static PageUrl newestOf(String client) {
        return new PageUrl(client, "");
    }

    private void drop(PageLoad load) {
        load.drop();
        droppedLoads++;
        droppedRequests += load.requests();
        droppedBytes += load.bytes();
        droppedErrors += load.errors();
        load.urls().forEach(url -> byUrl.remove(url, load));
    }
}
