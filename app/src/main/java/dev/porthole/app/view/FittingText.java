package dev.porthole.app.view;

import java.util.List;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Chooses between several ways to say the same, so that none is cut off in the middle of a word. */
public final class FittingText {

    private FittingText() {}

    /**
     * The first text that fits.
     *
     * @param texts the longest first; the last one is taken where none fits
     * @param room in pixels
     */
    public static String of(List<String> texts, Font font, double room) {
        return texts.stream().filter(text -> width(text, font) <= room).findFirst().orElseGet(texts::getLast);
    }

    private static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}
