package dev.porthole.app.view;

import dev.porthole.app.text.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.fxml.FXMLLoader;
import javafx.scene.layout.Region;

/** The one door to the views: loads them and keeps their words in the language of the moment. */
public final class ViewLoader {

    private static final String FOLDER = "/dev/porthole/app/";

    private final Messages messages;

    /** Loads views that speak through these messages. */
    public ViewLoader(Messages messages) {
        this.messages = messages;
    }

    /** The words of the views. */
    public Messages messages() {
        return messages;
    }

    /** Loads a view for its controller; every text written {@code %key} in it becomes a live text. */
    public Region load(String name, Object controller) {
        FXMLLoader loader = new FXMLLoader(resource(name), new LiveTexts.Keys());
        loader.setController(controller);
        try {
            Region root = loader.load();
            new LiveTexts(messages).bind(root);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The place of a view that is loaded, and its controller made, when it is first seen. */
    public DeferredView deferred(String name, Supplier<?> controller) {
        return new DeferredView(() -> load(name, controller.get()));
    }

    /** A file that belongs to the views. */
    public static URL resource(String name) {
        return Objects.requireNonNull(ViewLoader.class.getResource(FOLDER + name), name);
    }
}
