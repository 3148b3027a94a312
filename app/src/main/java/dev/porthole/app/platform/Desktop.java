package dev.porthole.app.platform;

import java.io.File;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.HostServices;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Everything the window asks of the desktop around it.
 *
 * @param folders asks for folders
 * @param saving asks where to save files
 * @param opening asks for files
 * @param browser opens pages and shows files
 * @param clipboard copies texts
 * @param theme knows how it is coloured
 */
public record Desktop(
        FolderPicker folders,
        SaveFilePicker saving,
        OpenFilePicker opening,
        BrowserOpener browser,
        ClipboardAccess clipboard,
        SystemTheme theme) {

    /** The real desktop. */
    public static Desktop real(HostServices services, Supplier<? extends @Nullable Window> owner) {
        return new Desktop(
                (title, start) -> {
                    DirectoryChooser chooser = new DirectoryChooser();
                    chooser.setTitle(title);
                    if (start != null && start.toFile().isDirectory()) {
                        chooser.setInitialDirectory(start.toFile());
                    }
                    return Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
                },
                (title, kind, name) -> {
                    FileChooser chooser = new FileChooser();
                    chooser.setTitle(title);
                    chooser.setInitialFileName(name);
                    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(
                            kind, "*" + name.substring(Math.max(0, name.lastIndexOf('.')))));
                    return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
                },
                (title, kind, extension) -> {
                    FileChooser chooser = new FileChooser();
                    chooser.setTitle(title);
                    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + extension));
                    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
                },
                new SystemBrowser(services::showDocument),
                text -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(text);
                    Clipboard.getSystemClipboard().setContent(content);
                },
                new PlatformTheme());
    }
}
