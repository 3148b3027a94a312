package dev.porthole.app.check;

import dev.porthole.app.export.FileSaver;
import dev.porthole.app.platform.ClipboardAccess;
import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/** Binds Site check: its button, how far it is, and the table of what it found. */
public final class CheckController {

    private static final PseudoClass SEVERE = PseudoClass.getPseudoClass("severe");

    private final CheckViewModel model;
    private final SiteViewModel site;
    private final FileSaver export;
    private final ClipboardAccess clipboard;
    private final Messages messages;

    @FXML Button startCheck;
    @FXML Button cancelCheck;
    @FXML ProgressBar checkProgress;
    @FXML Label checkSummary;
    @FXML Button saveFindings;
    @FXML Node checkOutdated;
    @FXML Button checkAgain;
    @FXML FlowPane kinds;
    @FXML TableView<Finding> findings;
    @FXML TableColumn<Finding, String> kind;
    @FXML TableColumn<Finding, String> place;
    @FXML TableColumn<Finding, String> what;
    @FXML TableColumn<Finding, String> nearest;
    @FXML Node untouched;
    @FXML Node sound;
    @FXML Button firstStart;

    /** Binds this model. */
    public CheckController(
            CheckViewModel model, SiteViewModel site, FileSaver export, ClipboardAccess clipboard,
            Messages messages) {
        this.model = model;
        this.site = site;
        this.export = export;
        this.clipboard = clipboard;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        BooleanBinding running = model.runProperty().isNotNull();
        startCheck.visibleProperty().bind(running.not());
        startCheck.managedProperty().bind(startCheck.visibleProperty());
        startCheck.setOnAction(e -> model.check());
        firstStart.setOnAction(e -> model.check());
        firstStart.disableProperty().bind(running);
        for (Node part : new Node[] {cancelCheck, checkProgress}) {
            part.visibleProperty().bind(running);
            part.managedProperty().bind(running);
        }
        cancelCheck.setOnAction(e -> model.cancel());
        checkProgress.progressProperty().bind(model.progressProperty());
        checkSummary.textProperty().bind(Bindings.createStringBinding(
                this::summary, model.reportProperty(), model.problemProperty(), messages.languageProperty()));
        saveFindings.disableProperty().bind(Bindings.createBooleanBinding(
                () -> model.shownProperty().get().isEmpty(), model.shownProperty()));
        saveFindings.setOnAction(e -> save());
        checkOutdated.visibleProperty().bind(model.outdatedProperty());
        checkOutdated.managedProperty().bind(checkOutdated.visibleProperty());
        checkAgain.setOnAction(e -> model.check());
        checkAgain.disableProperty().bind(running);
        untouched.visibleProperty().bind(model.reportProperty().isNull());
        sound.visibleProperty().bind(model.reportProperty().map(report -> report.findings().isEmpty()).orElse(false));
        bindTable();
        model.reportProperty().subscribe(this::showKinds);
        messages.languageProperty().subscribe(language -> {
            showKinds();
            findings.refresh();
        });
    }

    private String summary() {
        if (model.problemProperty().get() != null) {
            return messages.say(model.problemProperty().get());
        }
        CheckReport report = model.reportProperty().get();
        return report == null ? "" : messages.get("check.summary", Quantities.count(report.findings().size()),
                Quantities.count(report.pages()), Quantities.count(report.files()),
                Quantities.count(report.references())) + CheckTexts.servedAs(report.options().rules(), messages);
    }

    /** A button for each kind that was found, with its number. */
    private void showKinds() {
        ToggleGroup group = new ToggleGroup();
        Map<Finding.Kind, Integer> counts = model.counts();
        kinds.getChildren().clear();
        kinds.setVisible(counts.size() > 1);
        kinds.setManaged(counts.size() > 1);
        if (counts.size() > 1) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            kinds.getChildren().add(kindButton(group, null, messages.get("check.kind.all"), all));
            counts.forEach((one, number) -> kinds.getChildren().add(
                    kindButton(group, one, messages.get("check.kind." + one.name()), number)));
        }
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            }
        });
    }

    private ToggleButton kindButton(ToggleGroup group, Finding.@Nullable Kind shown, String name, int number) {
        ToggleButton button = new ToggleButton(name + " " + Quantities.count(number));
        button.getStyleClass().add("tool-button");
        button.setToggleGroup(group);
        button.setSelected(model.kindProperty().get() == shown);
        button.setOnAction(e -> model.kindProperty().set(shown));
        return button;
    }

    private void bindTable() {
        findings.setItems(FXCollections.observableArrayList());
        model.shownProperty().subscribe(now -> findings.getItems().setAll(now));
        show(kind, finding -> messages.get("check.kind." + finding.kind().name()));
        kind.setCellFactory(column -> new KindCell());
        show(place, finding -> CheckTexts.place(finding, messages));
        show(what, finding -> CheckTexts.words(finding, messages));
        show(nearest, Finding::nearest);
        for (TableColumn<Finding, String> column : List.of(place, what, nearest)) {
            column.setCellFactory(any -> new TextCell());
        }
        findings.setRowFactory(table -> {
            TableRow<Finding> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !row.isEmpty()) {
                    showFile(row.getItem());
                }
            });
            return row;
        });
        MenuItem file = new MenuItem();
        file.textProperty().bind(messages.text("check.showFile"));
        file.setOnAction(e -> selected().forEach(this::showFile));
        MenuItem copy = new MenuItem();
        copy.textProperty().bind(messages.text("check.copy"));
        copy.setOnAction(e -> selected().forEach(this::copy));
        findings.setContextMenu(new ContextMenu(file, copy));
        findings.setOnKeyPressed(e -> {
            switch (e.getCode()) {
                case ENTER -> selected().forEach(this::showFile);
                default -> {
                    return;
                }
            }
            e.consume();
        });
    }

    private static void show(TableColumn<Finding, String> column, Function<Finding, String> text) {
        column.setCellValueFactory(line -> new ReadOnlyStringWrapper(text.apply(line.getValue())));
    }

    private List<Finding> selected() {
        return List.copyOf(findings.getSelectionModel().getSelectedItems());
    }

    private void showFile(Finding finding) {
        if (!finding.path().isEmpty()) {
            site.showFile(finding.path().substring(1));
        }
    }

    private void copy(Finding finding) {
        clipboard.copy(CheckTexts.place(finding, messages) + "  " + CheckTexts.words(finding, messages));
    }

    private void save() {
        List<Finding> saved = model.shownProperty().get();
        export.save(messages.get("check.save.title"), messages.get("charts.save.numbers.kind"), "site-check.csv",
                () -> CheckCsv.write(saved, messages).getBytes(StandardCharsets.UTF_8));
    }

    /** A kind with a dot in front: red for what is broken here, amber for what will be elsewhere. */
    private static final class KindCell extends TableCell<Finding, String> {

        private final Label dot = new Label();

        KindCell() {
            dot.getStyleClass().add("check-dot");
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            Finding finding = getTableRow() == null ? null : getTableRow().getItem();
            boolean nothing = empty || text == null || finding == null;
            setText(nothing ? "" : text);
            setGraphic(nothing ? null : dot);
            if (finding != null) {
                dot.pseudoClassStateChanged(SEVERE, finding.kind().isSevere());
            }
        }
    }

    /** A text that tells itself whole where there is no room for it. */
    private static final class TextCell extends TableCell<Finding, String> {

        private final Tooltip tip = new Tooltip();

        TextCell() {
            tip.setWrapText(true);
            tip.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? "" : text);
            tip.setText(text);
            setTooltip(empty || text == null || text.isEmpty() ? null : tip);
        }
    }
}
