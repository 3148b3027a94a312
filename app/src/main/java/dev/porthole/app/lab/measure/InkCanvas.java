package dev.porthole.app.lab.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Scale;

/** A picture that is drawn by hand, sharp at every scale of the window and in the colours of the theme. */
public abstract class InkCanvas extends Region {

    /** For words. */
    protected static final Font WORDS = Font.font("Inter", 12);
    /** For words that head others. */
    protected static final Font HEADING = Font.font("Inter Semi Bold", 12);
    /** For numbers and code. */
    protected static final Font NUMBERS = Font.font("JetBrains Mono", 11);

    private final Canvas canvas = new Canvas();
    private final Scale shrink = new Scale();
    private final Map<Ink, Rectangle> inks = new EnumMap<>(Ink.class);

    /** Nothing yet. */
    protected InkCanvas() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.getTransforms().add(shrink);
        getChildren().addAll(canvas, inkGroup());
        setMinSize(0, 0);
    }

    /** What is drawn by hand is out of the style sheet's reach; it colours an invisible shape for each ink. */
    private Group inkGroup() {
        Group group = new Group();
        group.getStyleClass().add("lab-inks");
        group.setManaged(false);
        group.setVisible(false);
        for (Ink ink : Ink.values()) {
            Rectangle shape = new Rectangle();
            shape.getStyleClass().add(ink.styleClass());
            shape.fillProperty().subscribe((before, now) -> draw());
            inks.put(ink, shape);
            group.getChildren().add(shape);
        }
        return group;
    }

    /** Draws the picture, which is empty before. */
    protected abstract void paint(GraphicsContext pen);

    /** A colour. */
    protected final Paint ink(Ink ink) {
        return Objects.requireNonNull(inks.get(ink)).getFill();
    }

    /** Draws everything anew. */
    public final void draw() {
        if (canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            GraphicsContext pen = canvas.getGraphicsContext2D();
            double factor = 1 / shrink.getX();
            pen.setTransform(factor, 0, 0, factor, 0, 0);
            pen.clearRect(0, 0, getWidth(), getHeight());
            paint(pen);
        }
    }

    @Override
    protected void layoutChildren() {
        // A canvas is an image: where the window is enlarged, it needs more pixels to stay sharp.
        double factor = Math.max(1, getLocalToSceneTransform().getMxx());
        double width = Math.ceil(getWidth() * factor);
        double height = Math.ceil(getHeight() * factor);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            shrink.setX(1 / factor);
            shrink.setY(1 / factor);
            draw();
        }
    }

    /** Writes words whose left edge, centre or right edge is at a place, and whose middle is at a height. */
    protected final void write(
            GraphicsContext pen, String words, Font font, Ink ink, TextAlignment alignment, double x, double y) {
        pen.setFont(font);
        pen.setFill(ink(ink));
        pen.setTextAlign(alignment);
        pen.setTextBaseline(VPos.CENTER);
        pen.fillText(words, x, y);
    }

    /** How wide words are. */
    protected static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}
