package dev.porthole.app.inspector.preview;

import dev.porthole.app.text.Phrase;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.text.Font;

/**
 * A file as it is now.
 *
 * @param notices what should be known before one looks
 * @param facts what is known of it
 * @param content what there is to see
 */
public record Preview(List<Phrase> notices, List<Fact> facts, Content content) {

    /** A fact with the key of its name. */
    record Fact(String key, String value) {}

    /** What there is to see. */
    sealed interface Content {}

    /** Nothing. */
    record Nothing() implements Content {}

    /** Text. */
    record Words(TextLines lines) implements Content {}

    /** A picture. */
    record Picture(Image image) implements Content {}

    /** A font. */
    record Typeface(Font font) implements Content {}

    /** Bytes. */
    record Bytes(HexLines lines) implements Content {}

    static Preview saying(Phrase notice) {
        return new Preview(List.of(notice), List.of(), new Nothing());
    }
}
