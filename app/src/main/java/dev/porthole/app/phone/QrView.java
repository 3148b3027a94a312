package dev.porthole.app.phone;

import io.nayuki.qrcodegen.QrCode;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * A QR code, ISO/IEC 18004: always dark on light and with its margin of four modules, whatever the theme, as cameras
 * want it.
 */
final class QrView extends Canvas {

    private static final int MARGIN = 4;
    private static final int PIXELS_PER_MODULE = 6;

    private String shown = "";

    /** Draws a text; nothing for none. */
    void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        if (text.isEmpty()) {
            setWidth(0);
            setHeight(0);
            return;
        }
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        // Whole pixels, so that no line between modules is blurred.
        double module = PIXELS_PER_MODULE;
        double size = module * (code.size + 2 * MARGIN);
        setWidth(size);
        setHeight(size);
        GraphicsContext pen = getGraphicsContext2D();
        pen.setFill(Color.WHITE);
        pen.fillRect(0, 0, size, size);
        double start = module * MARGIN;
        pen.setFill(Color.BLACK);
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    pen.fillRect(start + x * module, start + y * module, module, module);
                }
            }
        }
    }
}
