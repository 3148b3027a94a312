package dev.porthole.app.charts;

import java.util.Map;
import java.util.Objects;
import javafx.geometry.VPos;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/**
 * The charts as a picture for a report: with a title, in the colours of the theme, and twice as fine as on
 * the screen.
 *
 * @param argb the pixels, line by line
 * @param width how many there are in a line
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, handed on once, never compared.
record ChartPicture(int[] argb, int width) {

    /** How many pixels a unit has. */
    static final double SCALE = 2;

    private static final double TITLE = 40;
    private static final double MARGIN = 16;
    private static final double LARGEST_WIDTH = 1_600;
    private static final double LARGEST_HEIGHT = 1_200;

    /** Draws the picture; on the thread of the window. */
    static ChartPicture draw(ChartFrame frame, String title, Map<Ink, Color> inks, ChartTexts texts,
            double wantedWidth, double wantedHeight) {
        double width = Math.min(LARGEST_WIDTH, wantedWidth);
        double height = Math.clamp(wantedHeight, ChartLayout.SMALLEST_HEIGHT, LARGEST_HEIGHT) + TITLE;
        Canvas canvas = new Canvas(Math.ceil(width * SCALE), Math.ceil((height + MARGIN) * SCALE));
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.scale(SCALE, SCALE);
        context.setFill(Objects.requireNonNull(inks.get(Ink.GROUND)));
        context.fillRect(0, 0, width + 1, height + MARGIN + 1);
        ChartLayout layout = new ChartLayout(TITLE, width, height, frame.fromMillis(), frame.toMillis());
        new ChartPainter(context, inks, SCALE, texts).paint(frame, layout);
        context.setFill(Objects.requireNonNull(inks.get(Ink.TEXT)));
        context.setFont(ChartPainter.HEADLINE);
        context.setTextAlign(TextAlignment.LEFT);
        context.setTextBaseline(VPos.CENTER);
        context.fillText(title, layout.left(), MARGIN + 8);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Objects.requireNonNull(inks.get(Ink.GROUND)));
        WritableImage image = canvas.snapshot(parameters, null);
        int columns = (int) image.getWidth();
        int rows = (int) image.getHeight();
        int[] argb = new int[columns * rows];
        image.getPixelReader().getPixels(
                0, 0, columns, rows, PixelFormat.getIntArgbInstance(), argb, 0, columns);
        return new ChartPicture(argb, columns);
    }
}
