package dev.porthole.app.loop;

/**
 * Which moment is shown: now, or an earlier one that moves more slowly, or one that stands still. In slow motion only
 * what happens is slow; the time in which the loop slept is passed over. For one thread.
 */
final class Playhead {

    /** Where in the shown time the next wake-up appears when the time before it is passed over. */
    private static final double LEAD = 0.04;

    /** How far away a wake-up has to be, as a share of the shown time, for the time before it to be passed over. */
    private static final double FAR = 0.25;

    private Speed speed = Speed.REAL;
    private boolean frozen;
    private boolean awaitsNext;
    private long at = Long.MIN_VALUE;
    private long movedAt;

    Speed speed() {
        return speed;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Whether it stands until the loop is woken again. */
    boolean awaitsNext() {
        return awaitsNext;
    }

    /** The end of the shown time. */
    long at() {
        return at;
    }

    boolean isLive() {
        return !frozen && speed == Speed.REAL;
    }

    void setSpeed(Speed newSpeed) {
        speed = newSpeed;
    }

    void setFrozen(boolean newFrozen) {
        frozen = newFrozen;
        awaitsNext = false;
    }

    /** Stands at a moment. */
    void stand(long moment) {
        frozen = true;
        awaitsNext = false;
        at = moment;
    }

    /** Stands where the next wake-up has been served, as soon as there is one. */
    void toNext(LoopStory story) {
        frozen = true;
        awaitsNext = true;
        findNext(story);
    }

    /** Moves on; to be called again and again. */
    void move(LoopStory story, long now) {
        long passed = now - movedAt;
        movedAt = now;
        if (at == Long.MIN_VALUE) {
            at = now;
        }
        if (frozen) {
            if (awaitsNext) {
                findNext(story);
            }
        } else if (speed == Speed.REAL) {
            at = now;
        } else {
            at = Math.min(now, slowly(story, passed));
        }
    }

    private long slowly(LoopStory story, long passed) {
        long begun = Math.max(at, story.oldest() == Long.MAX_VALUE ? at : story.oldest());
        long moved = begun + passed / speed.divisor();
        Round next = story.next(begun);
        if (next == null) {
            // Until something happens, what happened last stays in sight.
            return Math.max(begun, Math.min(moved, story.newest() + share(FAR)));
        }
        return next.waitTo() - begun > share(FAR) ? next.waitTo() - share(LEAD) : moved;
    }

    private void findNext(LoopStory story) {
        Round next = story.next(at);
        if (next != null) {
            at = Math.max(next.waitTo(), next.end());
            awaitsNext = false;
        }
    }

    private long share(double of) {
        return (long) (speed.span() * of);
    }
}
