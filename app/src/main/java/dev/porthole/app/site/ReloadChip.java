package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.server.files.FolderWatch;
import dev.porthole.server.reload.ReloadStatus;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ToggleButton;

/** Binds the switch for live reload, which also tells how many pages listen. */
final class ReloadChip {

    private ReloadChip() {}

    static void bind(ToggleButton chip, SiteViewModel site, ReloadViewModel model, Messages messages) {
        site.configurationProperty().subscribe(
                configuration -> chip.setSelected(configuration.options().liveReload()));
        chip.setOnAction(e -> model.turn(chip.isSelected()));
        chip.textProperty().bind(Bindings.createStringBinding(
                () -> messages.say(text(model.statusProperty().get())),
                model.statusProperty(), messages.languageProperty()));
        chip.accessibleHelpProperty().bind(Bindings.createStringBinding(
                () -> messages.get(help(model.statusProperty().get())),
                model.statusProperty(), messages.languageProperty()));
    }

    private static Phrase text(Optional<ReloadStatus> status) {
        int pages = status.map(ReloadStatus::pages).orElse(0);
        return switch (pages) {
            case 0 -> Phrase.of("reload.chip");
            case 1 -> Phrase.of("reload.chip.one");
            default -> Phrase.of("reload.chip.many", pages);
        };
    }

    private static String help(Optional<ReloadStatus> status) {
        FolderWatch.Limit limit = status.map(ReloadStatus::limit).orElse(FolderWatch.Limit.NONE);
        return limit == FolderWatch.Limit.NONE ? "reload.tip" : "reload.limit." + limit.name();
    }
}
