package dev.porthole.app.charts;

import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.app.site.Site;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The charts of the selected site: what they show, the moment that is looked at, and the span that is marked. */
public final class ChartsViewModel {

    private final HistoryRecorder recorder;
    private final RequestsViewModel requests;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<ChartFrame> frame = new ReadOnlyObjectWrapper<>(ChartFrame.NOTHING);
    private final ReadOnlyLongWrapper requestsPerSecond = new ReadOnlyLongWrapper();
    private final ObjectProperty<ChartRange> range = new SimpleObjectProperty<>(ChartRange.MINUTE);
    private final ObjectProperty<@Nullable Long> moment = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable ChartSpan> span = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Site> site = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);
    private boolean showing;
    private long anchorMillis;

    /** Charts of no site. */
    public ChartsViewModel(HistoryRecorder recorder, RequestsViewModel requests, InstantSource clock) {
        this.recorder = recorder;
        this.requests = requests;
        this.clock = clock;
        range.subscribe((before, now) -> refresh());
    }

    /** What is to be drawn. */
    ReadOnlyObjectProperty<ChartFrame> frameProperty() {
        return frame.getReadOnlyProperty();
    }

    /** Whether nothing is known of the site yet. */
    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /** Requests in the last second, for the tab. */
    public ReadOnlyLongProperty requestsPerSecondProperty() {
        return requestsPerSecond.getReadOnlyProperty();
    }

    /** How far back the charts look. */
    public ObjectProperty<ChartRange> rangeProperty() {
        return range;
    }

    /** The moment that is looked at, milliseconds since 1970, or null. */
    ObjectProperty<@Nullable Long> momentProperty() {
        return moment;
    }

    /** The span that is marked, or null. */
    ObjectProperty<@Nullable ChartSpan> spanProperty() {
        return span;
    }

    /** The site whose charts are shown, or null. */
    ReadOnlyObjectProperty<@Nullable Site> siteProperty() {
        return site;
    }

    /** Shows another site. */
    public void show(@Nullable Site newSite) {
        moment.set(null);
        span.set(null);
        site.set(newSite);
        refresh();
    }

    /** Whether anyone looks at the charts; if not, only the number on the tab is kept up to date. */
    public void setShowing(boolean showing) {
        this.showing = showing;
        refresh();
    }

    /** Shows what is known now; called on the thread of the window, once a second. */
    public void refresh() {
        Site current = site.get();
        if (current == null) {
            frame.set(ChartFrame.NOTHING);
            requestsPerSecond.set(0);
            empty.set(true);
            return;
        }
        SiteHistory history = recorder.history(current);
        Sample newest = history.now(clock.millis());
        requestsPerSecond.set(newest == null ? 0 : Math.round(newest.requestRate()));
        empty.set(history.isEmpty());
        if (showing) {
            frame.set(history.frame(range.get(), clock.millis()));
        }
    }

    /** Goes from sample to sample, beginning with the newest; at the ends it stays. */
    void step(int samples) {
        List<Sample> all = frame.get().samples();
        if (all.isEmpty()) {
            return;
        }
        Long at = moment.get();
        int index = all.size() - 1;
        if (at != null) {
            int found = frame.get().indexAt(at);
            // Between two samples, the first step leads to the one on that side.
            int missed = samples > 0 ? -found - 2 : -found - 1;
            index = (found >= 0 ? found : missed) + samples;
        }
        Sample sample = all.get(Math.clamp(index, 0, all.size() - 1));
        moment.set((sample.startMillis() + sample.endMillis()) / 2);
    }

    /** Goes on as {@link #step}, and marks what is passed over. */
    void markNext(int samples) {
        Long before = moment.get();
        step(samples);
        Long now = moment.get();
        if (now == null) {
            return;
        }
        if (span.get() == null) {
            anchorMillis = before == null ? now : before;
        }
        mark(anchorMillis, now);
    }

    /** Marks a span, made larger to whole samples. */
    void mark(long oneMillis, long otherMillis) {
        span.set(frame.get().wholeSamples(ChartSpan.between(oneMillis, otherMillis)));
    }

    /** Takes away the span, or the moment if there is no span; whether there was either. */
    boolean clear() {
        if (span.get() != null) {
            span.set(null);
            return true;
        }
        boolean any = moment.get() != null;
        moment.set(null);
        return any;
    }

    /** How many requests came in the marked span. */
    long requestsInSpan() {
        ChartSpan marked = span.get();
        return marked == null ? 0 : frame.get().within(marked).stream().mapToLong(Sample::requests).sum();
    }

    /** Narrows the table of requests to the marked span. */
    void showRequests() {
        ChartSpan marked = span.get();
        if (marked != null) {
            requests.filterTextProperty().set(SpanTerm.put(requests.filterTextProperty().get(), marked));
        }
    }
}
