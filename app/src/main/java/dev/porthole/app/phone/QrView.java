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

    private String shown = "";

    QrView(double size) {
        super(size, size);
    }

    /** Draws a text; nothing for none. */
    void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        GraphicsContext pen = getGraphicsContext2D();
        pen.setFill(Color.WHITE);
        pen.fillRect(0, 0, getWidth(), getHeight());
        if (text.isEmpty()) {
            return;
        }
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        // Whole pixels, so that no line between modules is blurred.
        double module = Math.floor(getWidth() / (code.size + 2 * MARGIN));
        double start = Math.floor((getWidth() - module * code.size) / 2);
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
