package dev.porthole.app.connections;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.ConnectionTotals;
import dev.porthole.server.event.Counters;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The table of connections with a lane for each: open ones first, the newest first, as many as anyone can look through.
 * Surveys are made off the thread of the window, four times a second while somebody looks.
 */
public final class ConnectionsViewModel {

    /** How many connections are listed. */
    static final int WINDOW = Surveyor.MOST_LISTED;

    /** At 20 beats a second: four looks a second, which is as fast as numbers can be read. */
    private static final int BEATS_PER_LOOK = 5;

    private final Threads threads;
    private final Clock clock;
    private final ConnectionDetailsViewModel details;
    private final ObservableList<ConnectionItem> items = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper open = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper newer = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper looks = new ReadOnlyLongWrapper();
    private final LongProperty chosenRequest = new SimpleLongProperty();
    private final ReadOnlyObjectWrapper<@Nullable ConnectionTotals> totals = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable TimeAxis> axis = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<AxisRange> range = new ReadOnlyObjectWrapper<>(Survey.Wish.DEFAULT.range());
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private volatile @Nullable Shown shown;
    private volatile Survey.Wish wish = Survey.Wish.DEFAULT;
    private volatile boolean showing;
    private volatile boolean lookAtOnce;
    private volatile @Nullable Look last;
    private boolean scrolledDown;
    private int beats;

    /** A server, its log, and who surveys it. */
    private record Shown(EventLog log, StaticServer server, Surveyor surveyor) {}

    /** What was found at one look. */
    private record Look(Shown shown, Survey.Wish answered, long open, long total, @Nullable Survey survey) {}

    /** An empty table. */
    public ConnectionsViewModel(Threads threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
        this.details = new ConnectionDetailsViewModel(threads, clock);
    }

    /** The connections to list, in order; each stays the same object while it is listed. */
    public ObservableList<ConnectionItem> items() {
        return items;
    }

    /** More about the selected connection. */
    public ConnectionDetailsViewModel details() {
        return details;
    }

    /** How many connections are open. */
    public ReadOnlyLongProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** How many connections there have been. */
    public ReadOnlyLongProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** How many connections came since the list was held still. */
    public ReadOnlyLongProperty newerProperty() {
        return newer.getReadOnlyProperty();
    }

    /** How all connections were used, or null before the first look. */
    public ReadOnlyObjectProperty<@Nullable ConnectionTotals> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /** The time that lanes show, or null before the first look. */
    public ReadOnlyObjectProperty<@Nullable TimeAxis> axisProperty() {
        return axis.getReadOnlyProperty();
    }

    /** How much time lanes show. */
    public ReadOnlyObjectProperty<AxisRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** Whether the right end of the lanes is now. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** Counts up whenever everything here is up to date again, so that lanes are drawn once for each look. */
    public ReadOnlyLongProperty looksProperty() {
        return looks.getReadOnlyProperty();
    }

    /** The number of the request that is marked in its lane, or 0. */
    public LongProperty chosenRequestProperty() {
        return chosenRequest;
    }

    /** A request of the shown server, or null when its log has dropped it. */
    public @Nullable Exchange exchange(long number) {
        Shown current = shown;
        return current == null ? null : current.log().exchange(number);
    }

    /** Shows the connections of another server. */
    public void show(@Nullable EventLog log, @Nullable StaticServer server) {
        shown = log == null || server == null ? null : new Shown(log, server, new Surveyor(log));
        last = null;
        items.clear();
        open.set(0);
        total.set(0);
        newer.set(0);
        totals.set(null);
        axis.set(null);
        chosenRequest.set(0);
        select(List.of());
        followNow();
    }

    /** Whether anyone looks at the table; if not, only the counts are kept up to date. */
    public void setShowing(boolean showing) {
        this.showing = showing;
        lookAtOnce = showing;
    }

    /** Lanes show another length of time. */
    public void setRange(AxisRange wanted) {
        range.set(wanted);
        ask(new Survey.Wish(
                wanted, wish.until(), wish.steps(), wish.first(), wish.last(), wish.held(), wish.chosen()));
    }

    /** Lanes have another width, in pixels. */
    public void setLaneWidth(int pixels) {
        ask(new Survey.Wish(
                wish.range(), wish.until(), pixels, wish.first(), wish.last(), wish.held(), wish.chosen()));
    }

    /** Other lines are in sight, by their places in the list. While the first is not, the order is held still. */
    public void setVisible(int first, int last) {
        scrolledDown = first > 0;
        ask(new Survey.Wish(
                wish.range(), wish.until(), wish.steps(), first, last, holds(), wish.chosen()));
    }

    /** Moves the lanes by a share of what they show: back in time if it is negative. Then they stand still. */
    public void scrollTime(double share) {
        TimeAxis current = axis.get();
        if (current == null || share == 0) {
            return;
        }
        long moved = current.to() + Math.round(share * (current.to() - current.from()));
        if (moved >= TimeAxis.nanos(clock.instant())) {
            followNow();
        } else {
            following.set(false);
            ask(new Survey.Wish(
                    wish.range(), moved, wish.steps(), wish.first(), wish.last(), true, wish.chosen()));
        }
    }

    /** Lets the right end of the lanes be now again. */
    public void followNow() {
        following.set(true);
        ask(new Survey.Wish(
                wish.range(), 0, wish.steps(), wish.first(), wish.last(), holds(), wish.chosen()));
    }

    /** Other connections are selected; of a single one, more is told. */
    public void select(List<ConnectionItem> selected) {
        long chosen = selected.size() == 1 ? selected.getFirst().number() : 0;
        if (chosen == wish.chosen()) {
            return;
        }
        Shown current = shown;
        details.show(current == null ? null : current.server(), chosen);
        ask(new Survey.Wish(
                wish.range(), wish.until(), wish.steps(), wish.first(), wish.last(), wish.held(), chosen));
    }

    /** Closes the connection whose details are shown. */
    public void closeChosen() {
        close(items.stream().filter(item -> item.number() == wish.chosen()).toList());
    }

    /** Closes connections, whatever they are doing; those that have ended already are left alone. */
    public void close(List<ConnectionItem> which) {
        Shown current = shown;
        List<Long> numbers = which.stream().filter(one -> one.row().isOpen()).map(ConnectionItem::number).toList();
        if (current == null || numbers.isEmpty()) {
            return;
        }
        try {
            threads.view().execute(() -> {
                numbers.forEach(current.server()::closeConnection);
                lookAtOnce = true;
            });
        } catch (RejectedExecutionException e) {
            // The window is closing, and every connection with it.
        }
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        Shown current = shown;
        if (current != null && showing) {
            details.beat();
        }
        if (current == null || onItsWay.get() || ++beats % BEATS_PER_LOOK != 0 && !lookAtOnce) {
            return;
        }
        lookAtOnce = false;
        Counters counters = current.log().counters();
        Survey.Wish answered = wish;
        Survey survey = showing ? current.surveyor().survey(answered, clock.instant()) : null;
        Look look = new Look(current, answered, counters.openConnections(), counters.connections(), survey);
        if (look.equals(last)) {
            return;
        }
        last = look;
        onItsWay.set(true);
        threads.ui().execute(() -> {
            onItsWay.set(false);
            apply(look);
        });
    }

    private void apply(Look look) {
        if (!look.shown().equals(shown)) {
            return;
        }
        open.set(look.open());
        total.set(look.total());
        if (look.survey() != null) {
            apply(look.survey(), look.answered());
        }
    }

    private boolean holds() {
        return scrolledDown || !following.get();
    }

    private void ask(Survey.Wish newWish) {
        if (!newWish.equals(wish)) {
            wish = newWish;
            lookAtOnce = true;
        }
    }

    private void apply(Survey survey, Survey.Wish answered) {
        if (!survey.totals().equals(totals.get())) {
            totals.set(survey.totals());
        }
        newer.set(survey.newer());
        if (answered.range() == wish.range() && answered.until() == wish.until()
                && !survey.axis().equals(axis.get())) {
            axis.set(survey.axis());
        }
        list(survey.rows());
        for (ConnectionItem item : items) {
            Lane lane = survey.lanes().get(item.number());
            if (lane != null) {
                item.set(lane);
            }
        }
        Survey.Details told = survey.details();
        if (told != null && answered.chosen() == wish.chosen()) {
            details.apply(told);
        }
        looks.set(looks.get() + 1);
    }

    /** Changes the list only if other connections are listed than before, or in another order. */
    private void list(List<ConnectionRow> rows) {
        boolean same = rows.size() == items.size();
        for (int i = 0; i < rows.size() && same; i++) {
            same = rows.get(i).number() == items.get(i).number();
        }
        if (same) {
            for (int i = 0; i < rows.size(); i++) {
                items.get(i).set(rows.get(i));
            }
            return;
        }
        Map<Long, ConnectionItem> known = new HashMap<>();
        items.forEach(item -> known.put(item.number(), item));
        List<ConnectionItem> now = new ArrayList<>();
        for (ConnectionRow row : rows) {
            ConnectionItem item = known.getOrDefault(row.number(), new ConnectionItem(row));
            item.set(row);
            now.add(item);
        }
        items.setAll(now);
    }
}
