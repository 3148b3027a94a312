package dev.porthole.app.loop;

import dev.porthole.server.loop.Interest;
import dev.porthole.server.loop.LoopEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop did lately, put together from its events: what each connection did when, and the rounds. Keeps
 * the newest and forgets the oldest. For one thread.
 */
final class LoopStory {

    /** How many blocks are kept, and how many events of rounds. */
    static final int MOST_BLOCKS = 20_000;
    static final int MOST_EVENTS = 60_000;

    /** Over how much time it is told how busy the loop was. */
    private static final long BUSY_SPAN = 1_000_000_000L;

    private final TreeMap<Long, LaneStory> lanes = new TreeMap<>();
    /** Whose block is complete, in that order, so that the oldest can be forgotten. */
    private final Deque<LaneStory> blocks = new ArrayDeque<>();
    private final Deque<Round> rounds = new ArrayDeque<>();
    private int events;
    private LoopEvent.@Nullable WaitBegan wait;
    private long waitTo;
    private long end;
    private int handled;
    private List<LoopEvent> inRound = new ArrayList<>();
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    /** Whether something has to be forgotten for everything that comes. */
    boolean isFull() {
        return blocks.size() >= MOST_BLOCKS || events >= MOST_EVENTS;
    }

    /** When the last event happened, or the least number. */
    long newest() {
        return newest;
    }

    /** When the first event happened of which something is kept, or the greatest number. */
    long oldest() {
        return rounds.isEmpty() ? oldest : rounds.getFirst().waitFrom();
    }

    /** Takes the next event. */
    void accept(LoopEvent event) {
        newest = event.nanos();
        oldest = Math.min(oldest, event.nanos());
        switch (event) {
            case LoopEvent.WaitBegan began -> {
                finishRound();
                wait = began;
            }
            case LoopEvent.RoundEnded ended -> {
                waitEnded(ended.nanos());
                end = ended.nanos();
                handled = ended.handled();
            }
            case LoopEvent.InterestListed listed -> listed(listed);
            case LoopEvent.Accepted accepted -> toLane(0, accepted);
            case LoopEvent.Ready ready -> {
                waitEnded(ready.nanos());
                toLane(ready.connection(), ready);
            }
            case LoopEvent.Completed completed -> {
                waitEnded(completed.nanos());
                toLane(completed.connection(), completed);
            }
            case LoopEvent.Handled done -> toLane(done.connection(), done);
            case LoopEvent.InterestChanged changed -> toLane(changed.connection(), changed);
            case LoopEvent.Opened opened -> toLane(opened.connection(), opened);
            case LoopEvent.BytesRead read -> toLane(read.connection(), read);
            case LoopEvent.RequestFound found -> toLane(found.connection(), found);
            case LoopEvent.AnswerBegan began -> toLane(began.connection(), began);
            case LoopEvent.BytesWritten written -> toLane(written.connection(), written);
            case LoopEvent.AnswerEnded ended -> toLane(ended.connection(), ended);
            case LoopEvent.Closed closed -> toLane(closed.connection(), closed);
        }
        inRound.add(event);
    }

    private void toLane(long connection, LoopEvent event) {
        lane(connection).accept(event);
    }

    private LaneStory lane(long connection) {
        LaneStory known = lanes.get(connection);
        if (known != null) {
            return known;
        }
        LaneStory[] made = new LaneStory[1];
        made[0] = new LaneStory(connection, () -> complete(made[0]));
        lanes.put(connection, made[0]);
        return made[0];
    }

    private void complete(LaneStory lane) {
        blocks.addLast(lane);
        if (blocks.size() > MOST_BLOCKS) {
            blocks.removeFirst().forgetOldest();
        }
    }

    private void listed(LoopEvent.InterestListed listed) {
        Set<Long> present = new HashSet<>();
        for (Interest interest : listed.interests()) {
            present.add(interest.connection());
            lane(interest.connection()).listed(interest);
        }
        lanes.forEach((connection, lane) -> {
            if (!present.contains(connection)) {
                lane.gone(listed.nanos());
            }
        });
    }

    /** Some events were lost between the last one and the next. */
    void gap(long nanos) {
        lanes.values().forEach(lane -> lane.gap(nanos));
        finishRound();
        wait = null;
        inRound = new ArrayList<>();
    }

    private void waitEnded(long nanos) {
        if (waitTo == 0) {
            waitTo = nanos;
        }
    }

    private void finishRound() {
        LoopEvent.WaitBegan began = wait;
        if (began != null && waitTo != 0) {
            rounds.addLast(new Round(
                    began.round(), began.nanos(), waitTo, Math.max(waitTo, end), began.mayBlock(), handled,
                    List.copyOf(inRound)));
            events += inRound.size();
            while (events > MOST_EVENTS) {
                events -= rounds.removeFirst().events().size();
            }
            forgetEnded();
        }
        inRound = new ArrayList<>();
        waitTo = 0;
        end = 0;
        handled = 0;
    }

    /** Connections that have ended, when nothing of them is left to show. */
    private void forgetEnded() {
        long kept = oldest();
        lanes.values().removeIf(lane -> lane.closed() < kept && lane.isEmpty());
    }

    /** The round under way, as far as it has come, if it has served anything. */
    private @Nullable Round present() {
        LoopEvent.WaitBegan began = wait;
        return began == null || waitTo == 0
                ? null
                : new Round(began.round(), began.nanos(), waitTo, Math.max(waitTo, Math.max(end, newest)),
                        began.mayBlock(), handled, List.copyOf(inRound));
    }

    /** The first round in which something was ready and whose wait ended after a moment, or null. */
    @Nullable Round next(long after) {
        Round found = null;
        Round now = present();
        if (now != null && now.waitTo() > after && now.hasReady()) {
            found = now;
        }
        for (Iterator<Round> each = rounds.descendingIterator(); each.hasNext();) {
            Round round = each.next();
            if (round.waitTo() <= after) {
                break;
            }
            if (round.hasReady()) {
                found = round;
            }
        }
        return found;
    }

    /** What the loop asks for now, by descriptor, of the sockets whose descriptor is known. */
    Collection<LaneStory> openLanes() {
        return lanes.values().stream().filter(lane -> lane.closed() == Long.MAX_VALUE).toList();
    }

    /**
     * What is to be shown.
     *
     * @param step how much time cannot be told apart
     */
    LoopPicture picture(long from, long to, long step) {
        List<Round> shown = new ArrayList<>();
        Round last = null;
        Round now = present();
        if (now != null && now.waitTo() <= to) {
            last = now.hasReady() ? now : null;
            shown.add(now);
        }
        long next = Long.MAX_VALUE;
        for (Iterator<Round> newestFirst = rounds.descendingIterator(); newestFirst.hasNext();) {
            Round round = newestFirst.next();
            if (round.waitTo() > to) {
                continue;
            }
            if (last == null && round.hasReady()) {
                last = round;
            }
            if (round.waitTo() < from) {
                if (last != null) {
                    break;
                }
            } else if (next - round.waitTo() >= step) {
                shown.add(round);
                next = round.waitTo();
            }
        }
        Collections.reverse(shown);
        long shownRound = last == null ? -1 : last.number();
        List<LaneView> views = new ArrayList<>();
        int open = 0;
        for (var entry : lanes.entrySet()) {
            if (entry.getValue().isIn(from, to)) {
                LaneView view = entry.getValue().view(from, to, step, shownRound);
                views.add(view);
                open += entry.getKey() != 0 && view.closed() > to ? 1 : 0;
            }
        }
        return new LoopPicture(
                from, to, List.copyOf(views), List.copyOf(shown), last, open, busy(to), oldest(), newest);
    }

    /** How much of the time before a moment the loop did not wait. */
    private double busy(long to) {
        long from = Math.max(to - BUSY_SPAN, oldest());
        if (from >= to) {
            return 0;
        }
        long asleep = 0;
        LoopEvent.WaitBegan began = wait;
        if (began != null) {
            asleep += overlap(began.nanos(), waitTo == 0 ? to : waitTo, from, to);
        }
        for (Iterator<Round> newestFirst = rounds.descendingIterator(); newestFirst.hasNext();) {
            Round round = newestFirst.next();
            if (round.end() < from && round.waitTo() < from) {
                break;
            }
            asleep += overlap(round.waitFrom(), round.waitTo(), from, to);
        }
        return Math.clamp(1 - (double) asleep / (to - from), 0, 1);
    }

    private static long overlap(long from, long to, long left, long right) {
        return Math.max(0, Math.min(to, right) - Math.max(from, left));
    }
}
