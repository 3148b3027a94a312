package dev.porthole.app;

import dev.porthole.app.platform.BrowserOpener;
import dev.porthole.app.platform.Desktop;
import dev.porthole.app.platform.SystemTheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.ColorScheme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** A desktop that answers at once and remembers what it was asked. */
public final class FakeDesktop implements BrowserOpener, SystemTheme {

    public final List<String> opened = new CopyOnWriteArrayList<>();
    public final List<Path> shown = new CopyOnWriteArrayList<>();
    public final List<String> copied = new CopyOnWriteArrayList<>();
    public final ObjectProperty<ColorScheme> scheme = new SimpleObjectProperty<>(ColorScheme.LIGHT);
    public final ObjectProperty<Boolean> contrast = new SimpleObjectProperty<>(false);
    public volatile Optional<Path> nextFolder = Optional.empty();
    public volatile Optional<Path> nextFile = Optional.empty();
    public volatile boolean hasBrowser = true;

    public Desktop desktop() {
        return new Desktop(
                (title, start) -> nextFolder, (title, kind, name) -> nextFile,
                (title, kind, extension) -> nextFile, this, copied::add, this);
    }

    @Override
    public ObservableValue<ColorScheme> colorScheme() {
        return scheme;
    }

    @Override
    public ObservableValue<Boolean> highContrast() {
        return contrast;
    }

    @Override
    public void open(URI page) throws IOException {
        if (!hasBrowser) {
            throw new IOException("no browser");
        }
        opened.add(page.toString());
    }

    @Override
    public void show(Path file) {
        shown.add(file);
    }
}
