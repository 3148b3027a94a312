package dev.porthole.app.charts;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The charts on the screen. They are drawn anew when there is something new, in pixels of the screen whatever
 * the scale of the window; the line under the pointer has a layer of its own, so that it costs little.
 */
final class ChartView extends Region {

    private static final StyleablePropertyFactory<ChartView> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final double MARGIN = 4;
    private static final double SHORTEST_DRAG = 3;
    private static final int FAR = 1_000_000;
    private static final int TEN = 10;
    private static final double PANEL_GAP = 12;

    private final ChartsViewModel model;
    private final ChartTexts texts;
    private final Map<Ink, StyleableProperty<Color>> inks = new EnumMap<>(Ink.class);
    private final Canvas charts = new Canvas();
    private final Canvas pointer = new Canvas();
    private final ReadingPanel panel = new ReadingPanel();
    private final Map<Chart, Region> spoken = new EnumMap<>(Chart.class);
    private boolean chartsOutdated = true;
    private double pressedAt;
    private boolean dragging;
    private boolean pointed;

    ChartView(ChartsViewModel model, ChartTexts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("charts");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setMinHeight(ChartLayout.SMALLEST_HEIGHT);
        for (Ink ink : Ink.values()) {
            StyleableProperty<Color> colour = STYLES.createStyleableColorProperty(
                    this, ink.name(), ink.property(), view -> view.colour(ink), Color.GRAY);
            inks.put(ink, colour);
            if (colour instanceof ObservableValue<?> observable) {
                observable.subscribe(this::redraw);
            }
        }
        getChildren().addAll(charts, pointer);
        for (Chart chart : Chart.values()) {
            Region place = new Region();
            place.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
            place.setMouseTransparent(true);
            place.setId("chart-" + chart.name());
            spoken.put(chart, place);
            getChildren().add(place);
        }
        getChildren().add(panel);
        model.frameProperty().subscribe(this::redraw);
        model.momentProperty().subscribe(this::requestLayout);
        model.spanProperty().subscribe(this::requestLayout);
        localToSceneTransformProperty().subscribe(this::redraw);
        addEventHandler(MouseEvent.ANY, this::onMouse);
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** Draws everything again with the next frame of the window. */
    void redraw() {
        chartsOutdated = true;
        requestLayout();
    }

    /** The colours of the theme. */
    Map<Ink, Color> colours() {
        Map<Ink, Color> colours = new EnumMap<>(Ink.class);
        inks.forEach((ink, colour) -> colours.put(ink, colour.getValue()));
        return colours;
    }

    /** Where everything is now. */
    ChartLayout geometry() {
        ChartFrame frame = model.frameProperty().get();
        return new ChartLayout(MARGIN, getWidth(), getHeight(), frame.fromMillis(), frame.toMillis());
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() <= 0 || getHeight() <= 0 || getScene() == null || getScene().getWindow() == null) {
            return;
        }
        ChartFrame frame = model.frameProperty().get();
        ChartLayout layout = geometry();
        double scale = Math.max(0.1, getLocalToSceneTransform().getMxx());
        double pixels = scale * getScene().getWindow().getRenderScaleX();
        boolean resized = fit(charts, scale);
        fit(pointer, scale);
        if (chartsOutdated || resized) {
            chartsOutdated = false;
            new ChartPainter(begin(charts, scale), colours(), pixels, texts).paint(frame, layout);
            for (Chart chart : Chart.values()) {
                Rectangle2D plot = layout.plot(chart);
                Region place = Objects.requireNonNull(spoken.get(chart));
                place.resizeRelocate(plot.getMinX(), plot.getMinY(), plot.getWidth(), plot.getHeight());
                place.setAccessibleText(texts.spoken(chart, frame));
            }
        }
        Long moment = model.momentProperty().get();
        new ChartPainter(begin(pointer, scale), colours(), pixels, texts)
                .paintPointer(frame, layout, model.spanProperty().get(), moment);
        setAccessibleText(moment == null ? texts.name() : texts.spoken(frame, moment));
        showPanel(frame, layout, moment);
    }

    /** Beside the line, on the side where there is room. */
    private void showPanel(ChartFrame frame, ChartLayout layout, @Nullable Long moment) {
        boolean shown = moment != null && moment >= frame.fromMillis() && moment <= frame.toMillis();
        panel.setVisible(shown);
        if (!shown) {
            return;
        }
        panel.show(texts, frame, moment);
        double width = snapSizeX(panel.prefWidth(-1));
        double height = Math.min(snapSizeY(panel.prefHeight(width)), getHeight());
        double x = layout.x(moment) + PANEL_GAP;
        if (x + width > getWidth()) {
            x = Math.max(0, layout.x(moment) - PANEL_GAP - width);
        }
        double y = layout.plot(Chart.REQUESTS).getMinY() + PANEL_GAP;
        panel.resizeRelocate(snapPositionX(x), snapPositionY(Math.max(0, Math.min(y, getHeight() - height))),
                width, height);
    }

    private StyleableProperty<Color> colour(Ink ink) {
        return Objects.requireNonNull(inks.get(ink));
    }

    /** Gives a canvas the size in pixels that it has on the screen, on whole pixels; whether that is new. */
    private boolean fit(Canvas canvas, double scale) {
        double width = Math.ceil(getWidth() * scale);
        double height = Math.ceil(getHeight() * scale);
        Point2D place = localToScene(0, 0);
        canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale));
        canvas.setLayoutX((Math.rint(place.getX()) - place.getX()) / scale);
        canvas.setLayoutY((Math.rint(place.getY()) - place.getY()) / scale);
        boolean resized = width != canvas.getWidth() || height != canvas.getHeight();
        canvas.setWidth(width);
        canvas.setHeight(height);
        return resized;
    }

    private static GraphicsContext begin(Canvas canvas, double scale) {
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        context.scale(scale, scale);
        return context;
    }

    private void onMouse(MouseEvent event) {
        if (event.getEventType() == MouseEvent.MOUSE_EXITED && !dragging) {
            look(null);
        } else if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            look(event);
        } else if (event.getButton() == MouseButton.PRIMARY) {
            onDrag(event);
        }
    }

    private void onDrag(MouseEvent event) {
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            requestFocus();
            // The pane around would take the focus for itself.
            event.consume();
            pressedAt = event.getX();
            dragging = false;
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            dragging |= Math.abs(event.getX() - pressedAt) >= SHORTEST_DRAG;
            if (dragging) {
                model.mark(geometry().millis(pressedAt), geometry().millis(event.getX()));
                look(event);
            }
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
            if (!dragging) {
                model.spanProperty().set(null);
            }
            dragging = false;
        }
    }

    /** What the pointer shows goes with it; what the keys showed stays. */
    private void look(@Nullable MouseEvent event) {
        boolean inside = event != null && event.getX() >= geometry().left() && event.getX() <= geometry().right();
        if (inside) {
            pointed = true;
            model.momentProperty().set(geometry().millis(event.getX()));
        } else if (pointed) {
            pointed = false;
            model.momentProperty().set(null);
        }
    }

    private void onKey(KeyEvent event) {
        boolean used = switch (event.getCode()) {
            case LEFT -> step(-1, event.isShiftDown());
            case RIGHT -> step(1, event.isShiftDown());
            case PAGE_UP -> step(-TEN, event.isShiftDown());
            case PAGE_DOWN -> step(TEN, event.isShiftDown());
            case HOME -> step(-FAR, event.isShiftDown());
            case END -> step(FAR, event.isShiftDown());
            case ESCAPE -> model.clear();
            default -> false;
        };
        if (used) {
            event.consume();
        }
    }

    private boolean step(int samples, boolean marking) {
        pointed = false;
        if (marking) {
            model.markNext(samples);
        } else {
            model.step(samples);
        }
        return true;
    }
}
