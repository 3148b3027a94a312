package dev.porthole.app.view;

import java.util.function.Supplier;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The place of a view that is loaded when it is first seen: most windows never show most of their panels, and what is
 * not loaded takes neither time at the start nor memory. To be used on the FX thread, as every node is.
 */
public final class DeferredView extends StackPane {

    private @Nullable Supplier<? extends Region> load;

    /** Will hold what this loads, once it is visible in a scene or asked to {@link #load}; until then it is empty. */
    public DeferredView(Supplier<? extends Region> load) {
        this.load = load;
        sceneProperty().subscribe(this::loadWhenSeen);
        visibleProperty().subscribe(this::loadWhenSeen);
    }

    /** Loads the view now, if that has not happened yet. */
    public void load() {
        Supplier<? extends Region> waiting = load;
        if (waiting != null) {
            load = null;
            getChildren().setAll(waiting.get());
        }
    }

    private void loadWhenSeen() {
        if (isVisible() && getScene() != null) {
            load();
        }
    }
}
