package dev.porthole.app.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page load as it was at one moment, to be shown.
 *
 * @param id tells it apart from others for as long as it is kept
 * @param page whether it is a page; otherwise requests of one minute that belong to none
 * @param at when it began
 * @param target the page's request target, after a redirect the one that was led to
 * @param status the status of the page itself, 0 while it is not finished
 * @param client the client's address; empty when there are several, or it is no longer known
 * @param requests how many requests belong to it
 * @param unfinished how many of them are not finished
 * @param bytes bytes sent, heads included
 * @param errors answers with a status of 4xx or 5xx
 * @param firstError the first of those, or null
 * @param notModified answers 304: the client had them already
 * @param took from the page's request to the end of the last part, until nothing came for five seconds
 * @param lastActivity when its last part came or ended
 * @param filtered whether a filter is set
 * @param matches how many of the parts kept it finds
 * @param parts the requests in the order in which they came, no more than are kept
 * @param matching the places of those that the filter finds
 * @param bars a picture of when they came
 */
record PageCard(
        long id,
        boolean page,
        Instant at,
        String target,
        int status,
        String client,
        long requests,
        long unfinished,
        long bytes,
        long errors,
        @Nullable PagePart firstError,
        long notModified,
        Duration took,
        Instant lastActivity,
        boolean filtered,
        int matches,
        List<PagePart> parts,
        BitSet matching,
        List<PageBar> bars) {}
