package dev.porthole.app.inspector.preview;

import dev.porthole.app.platform.Threads;
import dev.porthole.server.event.ResponseFinished;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The preview of one file at a time, read elsewhere than on the thread of the window. */
public final class PreviewViewModel {

    private final Threads threads;
    private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
    private int wish;

    /** Nothing to see yet. */
    public PreviewViewModel(Threads threads) {
        this.threads = threads;
    }

    /** What there is to see, or null while it is being read. */
    public ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** Reads the file that answered. */
    public void show(Path folder, ResponseFinished response) {
        int wanted = ++wish;
        preview.set(null);
        try {
            threads.waiting().execute(() -> {
                Preview read = PreviewLoader.load(folder, response);
                threads.ui().execute(() -> {
                    if (wanted == wish) {
                        preview.set(read);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    /** Lets go of what was read. */
    public void clear() {
        wish++;
        preview.set(null);
    }
}
