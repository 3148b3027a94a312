package dev.porthole.app.charts;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Draws the charts. Edges lie on whole pixels at every scale, so that thin lines stay thin. */
final class ChartPainter {

    /** The font of the headline above all charts. */
    static final Font HEADLINE = Font.font("Inter Semi Bold", 15);

    /** The font of titles. */
    static final Font TITLE = Font.font("Inter Semi Bold", 12);

    private static final Font WORDS = Font.font("Inter", 11);
    private static final Font NUMBERS = Font.font("JetBrains Mono", 11);
    private static final double LINE = 14;
    private static final double LABEL_GAP = 8;
    private static final double STRONG = 1.5;
    private static final double DOT = 2.5;
    private static final double SWATCH = 8;
    private static final double TIME_LABEL_ROOM = 84;
    private static final double TICK_ROOM = 22;
    private static final double FILL = 0.14;
    private static final double WIDE_FILL = 0.10;
    private static final double NARROW_FILL = 0.24;
    private static final double SPAN_FILL = 0.12;
    private static final double SEEN_AT_LEAST = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int MILLI_DIGITS = 6;

    private final GraphicsContext context;
    private final Map<Ink, Color> inks;
    private final double pixels;
    private final ChartTexts texts;

    /**
     * Draws in one context.
     *
     * @param context where to draw, in the units of the layout
     * @param inks a colour for every ink
     * @param pixels how many pixels of the screen or image a unit of the layout is
     * @param texts the words
     */
    ChartPainter(GraphicsContext context, Map<Ink, Color> inks, double pixels, ChartTexts texts) {
        this.context = context;
        this.inks = inks;
        this.pixels = pixels;
        this.texts = texts;
    }

    /** Draws the charts without what is pointed at. */
    void paint(ChartFrame frame, ChartLayout layout) {
        drawTimes(frame, layout);
        for (Chart chart : Chart.values()) {
            Rectangle2D plot = layout.plot(chart);
            drawHeader(chart, frame, layout, plot);
            switch (chart) {
                case REQUESTS -> drawAmount(frame, layout, plot, Sample::requestRate, Sample::requestPeak,
                        ChartTexts::number, ChartTexts::requestRate);
                case BYTES -> drawAmount(frame, layout, plot, Sample::byteRate, Sample::bytePeak,
                        value -> ChartTexts.byteRate(value).replace(".0 ", " "), ChartTexts::byteRate);
                case CONNECTIONS -> drawAmount(frame, layout, plot, Sample::openConnections, Sample::openPeak,
                        ChartTexts::number, ChartTexts::number);
                case STATUS -> drawStatus(frame, layout, plot);
                case LATENCY -> drawLatency(frame, layout, plot);
            }
        }
    }

    /** Draws the marked span and a line through the moment that is looked at, with the values on it. */
    void paintPointer(ChartFrame frame, ChartLayout layout, @Nullable ChartSpan span, @Nullable Long moment) {
        if (span != null && span.toMillis() > frame.fromMillis()) {
            double from = layout.x(span.fromMillis());
            double to = layout.x(span.toMillis());
            context.setFill(ink(Ink.DATA).deriveColor(0, 1, 1, SPAN_FILL));
            throughPlots(layout, from, Math.max(1 / pixels, to - from));
            context.setFill(ink(Ink.DATA));
            throughPlots(layout, from, hair());
            throughPlots(layout, to, hair());
        }
        if (moment != null && moment >= frame.fromMillis() && moment <= frame.toMillis()) {
            context.setFill(ink(Ink.TEXT));
            throughPlots(layout, layout.x(moment), hair());
            String label = ChartTexts.clock(moment);
            double width = widthOf(label, NUMBERS) + 8;
            double x = Math.clamp(layout.x(moment) - width / 2, 0, Math.max(0, layout.width() - width));
            context.setFill(ink(Ink.TEXT));
            context.fillRoundRect(x, layout.bottom() + 3, width, 17, 6, 6);
            context.setFill(ink(Ink.GROUND));
            write(label, NUMBERS, x + width / 2, layout.bottom() + 11.5, TextAlignment.CENTER);
        }
    }

    private void drawTimes(ChartFrame frame, ChartLayout layout) {
        int most = (int) Math.max(1, (layout.right() - layout.left()) / TIME_LABEL_ROOM);
        for (TimeTicks.Tick tick : TimeTicks.between(
                frame.fromMillis(), frame.toMillis(), most, ZoneId.systemDefault())) {
            double x = layout.x(tick.millis());
            context.setFill(ink(Ink.GRID));
            throughPlots(layout, x, hair());
            context.setFill(ink(Ink.QUIET));
            double half = widthOf(tick.label(), NUMBERS) / 2;
            write(tick.label(), NUMBERS, Math.clamp(x, half, layout.width() - half), layout.bottom() + 11.5,
                    TextAlignment.CENTER);
        }
        context.setFill(ink(Ink.BASE));
        rectangle(layout.left(), layout.bottom(), layout.right() - layout.left(), hair());
    }

    private void drawHeader(Chart chart, ChartFrame frame, ChartLayout layout, Rectangle2D plot) {
        double y = plot.getMinY() - ChartLayout.HEADER / 2;
        String title = texts.title(chart);
        context.setFill(ink(Ink.TEXT));
        write(title, TITLE, layout.left(), y, TextAlignment.LEFT);
        double x = layout.left() + widthOf(title, TITLE) + 2 * LABEL_GAP;
        for (Reading reading : texts.summary(chart, frame)) {
            double swatch = reading.swatch() == null ? 0 : SWATCH + 4;
            double labelWidth = widthOf(reading.label(), WORDS);
            double end = x + swatch + labelWidth + 5 + widthOf(reading.value(), NUMBERS);
            if (end > layout.width()) {
                return;
            }
            if (reading.swatch() != null) {
                context.setFill(calm(reading.swatch()));
                rectangle(x, y - SWATCH / 2, SWATCH, SWATCH);
            }
            context.setFill(ink(Ink.QUIET));
            write(reading.label(), WORDS, x + swatch, y, TextAlignment.LEFT);
            context.setFill(ink(Ink.TEXT));
            write(reading.value(), NUMBERS, x + swatch + labelWidth + 5, y, TextAlignment.LEFT);
            x = end + 1.5 * LABEL_GAP;
        }
    }

    private void drawAmount(
            ChartFrame frame, ChartLayout layout, Rectangle2D plot, ToDoubleFunction<Sample> value,
            ToDoubleFunction<Sample> peak, DoubleFunction<String> tickFormat, DoubleFunction<String> format) {
        Sample highest = frame.highest(peak);
        int most = (int) Math.clamp(plot.getHeight() / TICK_ROOM, 1, 4);
        Ticks ticks = Ticks.linear(highest == null ? 0 : peak.applyAsDouble(highest), 1, most);
        drawTicks(ticks, plot, tick -> tick == 0 ? "0" : tickFormat.apply(tick));
        boolean coarse = frame.samples().stream().anyMatch(
                sample -> peak.applyAsDouble(sample) > 1.02 * value.applyAsDouble(sample));
        context.setFill(ink(Ink.DATA).deriveColor(0, 1, 1, FILL));
        for (Sample sample : frame.samples()) {
            double y = y(ticks, plot, value.applyAsDouble(sample));
            column(layout, sample, y, plot.getMaxY() - y);
        }
        if (coarse) {
            drawSteps(frame, layout, sample -> y(ticks, plot, peak.applyAsDouble(sample)), 1, 0.5);
        }
        drawSteps(frame, layout, sample -> y(ticks, plot, value.applyAsDouble(sample)), STRONG, 1);
        if (highest != null) {
            context.setFill(ink(Ink.DATA));
            double x = (layout.x(highest.startMillis()) + layout.x(highest.endMillis())) / 2;
            double y = y(ticks, plot, peak.applyAsDouble(highest));
            context.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        }
        Sample now = frame.now();
        if (now != null) {
            double y = y(ticks, plot, value.applyAsDouble(now));
            context.setFill(ink(Ink.TEXT));
            write(format.apply(value.applyAsDouble(now)), NUMBERS, plot.getMaxX() + LABEL_GAP,
                    Math.clamp(y, plot.getMinY() + LINE / 2, plot.getMaxY() - 4), TextAlignment.LEFT);
        }
    }

    private void drawSteps(
            ChartFrame frame, ChartLayout layout, ToDoubleFunction<Sample> height, double width, double opacity) {
        context.setStroke(ink(Ink.DATA).deriveColor(0, 1, 1, opacity));
        context.setLineWidth(width);
        context.beginPath();
        Sample before = null;
        for (Sample sample : frame.samples()) {
            double y = height.applyAsDouble(sample);
            double from = layout.x(sample.startMillis());
            if (before == null || !sample.follows(before)) {
                context.moveTo(from, y);
            } else {
                context.lineTo(from, y);
            }
            context.lineTo(Math.max(from + 1, layout.x(sample.endMillis())), y);
            before = sample;
        }
        context.stroke();
    }

    private void drawStatus(ChartFrame frame, ChartLayout layout, Rectangle2D plot) {
        drawTicks(new Ticks(List.of(0.0, 1.0), false), plot, share -> share == 0 ? "0" : "100 %");
        StatusStack last = null;
        double end = plot.getMaxX();
        for (Sample sample : frame.samples()) {
            if (sample.statuses().total() > 0) {
                last = StatusStack.of(sample.statuses(), plot.getHeight(), SEEN_AT_LEAST);
                end = layout.x(sample.endMillis());
                for (StatusStack.Band band : last.bands()) {
                    context.setFill(calm(Ink.ofStatus(band.statusClass())));
                    column(layout, sample, plot.getMaxY() - band.to(), band.to() - band.from());
                }
            }
        }
        if (last != null) {
            List<Label> labels = new ArrayList<>();
            for (StatusStack.Band band : last.bands()) {
                labels.add(new Label(band.statusClass() + "xx", plot.getMaxY() - (band.from() + band.to()) / 2));
            }
            drawLabels(labels, plot, end);
        }
    }

    private void drawLatency(ChartFrame frame, ChartLayout layout, Rectangle2D plot) {
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        Sample last = null;
        for (Sample sample : frame.samples()) {
            if (sample.latencies().any()) {
                lowest = Math.min(lowest, sample.latencies().median());
                highest = Math.max(highest, sample.latencies().longest());
                last = sample;
            }
        }
        if (last == null) {
            context.setFill(ink(Ink.BASE));
            rectangle(plot.getMinX(), plot.getMaxY(), plot.getWidth(), hair());
            context.setFill(ink(Ink.QUIET));
            write(texts.noAnswers(), WORDS, (plot.getMinX() + plot.getMaxX()) / 2,
                    (plot.getMinY() + plot.getMaxY()) / 2, TextAlignment.CENTER);
            return;
        }
        Ticks ticks = Ticks.powersOfTen((double) lowest, (double) highest);
        drawTicks(ticks, plot, ChartPainter::powerOfTen);
        for (Sample sample : frame.samples()) {
            if (sample.latencies().any()) {
                drawLatencies(sample, layout, ticks, plot);
            }
        }
        Latencies shown = last.latencies();
        List<ToLongFunction<Latencies>> parts = List.of(
                Latencies::median, Latencies::ninety, Latencies::ninetyNine, Latencies::longest);
        List<Reading> readings = ChartTexts.latencies(shown);
        List<Label> labels = new ArrayList<>();
        // From the longest on: of equal ones, that is then the upper one.
        for (int i = parts.size() - 1; i >= 0; i--) {
            labels.add(new Label(readings.get(i).label(), y(ticks, plot, parts.get(i).applyAsLong(shown))));
        }
        drawLabels(labels, plot, layout.x(last.endMillis()));
    }

    private void drawLatencies(Sample sample, ChartLayout layout, Ticks ticks, Rectangle2D plot) {
        Latencies latencies = sample.latencies();
        double median = y(ticks, plot, latencies.median());
        double ninety = y(ticks, plot, latencies.ninety());
        double ninetyNine = y(ticks, plot, latencies.ninetyNine());
        double longest = y(ticks, plot, latencies.longest());
        Color data = ink(Ink.DATA);
        context.setFill(data.deriveColor(0, 1, 1, WIDE_FILL));
        column(layout, sample, ninetyNine, ninety - ninetyNine);
        context.setFill(data.deriveColor(0, 1, 1, NARROW_FILL));
        column(layout, sample, ninety, median - ninety);
        context.setFill(ink(Ink.QUIET));
        column(layout, sample, longest, hair());
        context.setFill(data);
        column(layout, sample, ninetyNine, hair());
        column(layout, sample, median - hair() / 2, 2 * hair());
    }

    private void drawTicks(Ticks ticks, Rectangle2D plot, DoubleFunction<String> format) {
        double room = plot.getHeight() / Math.max(1, ticks.values().size() - 1);
        int every = (int) Math.max(1, Math.ceil(LINE / room));
        for (int i = 0; i < ticks.values().size(); i++) {
            double value = ticks.values().get(i);
            double y = y(ticks, plot, value);
            context.setFill(ink(i == 0 ? Ink.BASE : Ink.GRID));
            rectangle(plot.getMinX(), y, plot.getWidth(), hair());
            if (i % every == 0) {
                context.setFill(ink(Ink.QUIET));
                write(format.apply(value), NUMBERS, plot.getMinX() - LABEL_GAP, y, TextAlignment.RIGHT);
            }
        }
    }

    /** Labels where the data end, each at its height or as near as the others leave room. */
    private void drawLabels(List<Label> labels, Rectangle2D plot, double end) {
        List<Label> ordered = new ArrayList<>(labels);
        ordered.sort(Comparator.comparingDouble(Label::y));
        double[] places = new double[ordered.size()];
        double above = plot.getMinY() - LINE / 2;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(ordered.get(i).y(), above + LINE - 2);
            above = places[i];
        }
        double below = plot.getMaxY() + LINE / 2;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], below - LINE + 2);
            below = places[i];
        }
        context.setFill(ink(Ink.TEXT));
        for (int i = 0; i < places.length; i++) {
            write(ordered.get(i).text(), NUMBERS, end + LABEL_GAP, places[i], TextAlignment.LEFT);
        }
    }

    /** A part of a sample's column, at least as wide as a pixel. */
    private void column(ChartLayout layout, Sample sample, double y, double height) {
        double from = layout.x(sample.startMillis());
        double to = layout.x(sample.endMillis());
        if (height > 0 && to > layout.left()) {
            rectangle(from, y, Math.max(1 / pixels, snap(to) - snap(from)), height);
        }
    }

    /** Fills whole pixels. */
    private void rectangle(double x, double y, double width, double height) {
        context.fillRect(snap(x), snap(y), Math.max(0, snap(x + width) - snap(x)), snap(y + height) - snap(y));
    }

    /** Fills a part of the time axis in every plot; the words between them stay free. */
    private void throughPlots(ChartLayout layout, double x, double width) {
        for (Chart chart : Chart.values()) {
            Rectangle2D plot = layout.plot(chart);
            rectangle(x, plot.getMinY(), width, plot.getHeight());
        }
    }

    private void write(String text, Font font, double x, double y, TextAlignment alignment) {
        context.setFont(font);
        context.setTextAlign(alignment);
        context.setTextBaseline(VPos.CENTER);
        context.fillText(text, x, y);
    }

    private double snap(double place) {
        return Math.rint(place * pixels) / pixels;
    }

    /** The thinnest line that can be seen well. */
    private double hair() {
        return Math.max(1, Math.floor(pixels)) / pixels;
    }

    /** What went well is paler than what did not. */
    private Color calm(Ink status) {
        double opacity = switch (status) {
            case SUCCESSFUL -> 0.35;
            case REDIRECTION, INFORMATIONAL -> 0.55;
            default -> 1;
        };
        return ink(status).deriveColor(0, 1, 1, opacity);
    }

    private Color ink(Ink ink) {
        return Objects.requireNonNull(inks.get(ink));
    }

    private static double y(Ticks ticks, Rectangle2D plot, double value) {
        return plot.getMaxY() - ticks.share(value) * plot.getHeight();
    }

    private static double y(Ticks ticks, Rectangle2D plot, long value) {
        return y(ticks, plot, (double) value);
    }

    private static String powerOfTen(double nanos) {
        long whole = Math.round(nanos);
        return whole >= NANOS_PER_SECOND
                ? whole / NANOS_PER_SECOND + " s"
                : BigDecimal.valueOf(whole, MILLI_DIGITS).stripTrailingZeros().toPlainString() + " ms";
    }

    private static double widthOf(String text, Font font) {
        Text measured = new Text(text);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }

    /** A word beside the data. */
    private record Label(String text, double y) {}
}
