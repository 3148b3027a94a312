package dev.porthole.app.site;

import dev.porthole.app.text.Messages;
import dev.porthole.server.SiteOptions;
import dev.porthole.server.hosting.HostingService;
import dev.porthole.server.http.HostingRules;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Binds the panel of a site's options. */
public final class OptionsController {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");
    private static final String KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable";

    private final SiteViewModel model;
    private final HostingViewModel hosting;
    private final Messages messages;
    private final ReloadViewModel reload;
    private final Runnable saveForNginx;
    private final Runnable saveForCaddy;

    @FXML CheckBox listDirectories;
    @FXML CheckBox serveDotfiles;
    @FXML CheckBox fallback;
    @FXML CheckBox cleanUrls;
    @FXML CheckBox shared;
    @FXML CheckBox isolated;
    @FXML CheckBox encodedFiles;
    @FXML CheckBox compress;
    @FXML ComboBox<HostingService> service;
    @FXML Label serviceHelp;
    @FXML TextField basePath;
    @FXML Label basePathProblem;
    @FXML VBox hostingNotes;
    @FXML VBox headerRows;
    @FXML Button addHeader;
    @FXML Button addLongLived;
    @FXML Button forNginx;
    @FXML Button forCaddy;
    @FXML Button resetSite;
    @FXML Label restartHint;

    /**
     * Binds these models.
     *
     * @param saveForNginx saves a configuration of nginx for the site
     * @param saveForCaddy saves one of Caddy
     */
    public OptionsController(
            SiteViewModel model, HostingViewModel hosting, ReloadViewModel reload, Messages messages,
            Runnable saveForNginx, Runnable saveForCaddy) {
        this.saveForNginx = saveForNginx;
        this.saveForCaddy = saveForCaddy;
        this.model = model;
        this.hosting = hosting;
        this.messages = messages;
        this.reload = reload;
    }

    @FXML
    void initialize() {
        service.getItems().setAll(HostingService.values());
        messages.languageProperty().subscribe(language -> nameServices());
        model.configurationProperty().subscribe(configuration -> show(configuration.options()));
        List.of(listDirectories, serveDotfiles, fallback, cleanUrls, shared, isolated, encodedFiles, compress)
                .forEach(option -> option.setOnAction(e -> present()));
        forNginx.setOnAction(e -> saveForNginx.run());
        forCaddy.setOnAction(e -> saveForCaddy.run());
        resetSite.setOnAction(e -> reload.resetInBrowser());
        resetSite.disableProperty().bind(model.runningProperty().not());
        restartHint.visibleProperty().bind(model.runningProperty());
        bindHosting();
        bindHeaders();
    }

    private void nameServices() {
        HostingService chosen = service.getValue();
        EventHandler<ActionEvent> onChoice = service.getOnAction();
        service.setOnAction(null);
        service.setConverter(new StringConverter<>() {
            @Override
            public String toString(HostingService shown) {
                return shown == null || shown == HostingService.NONE
                        ? messages.get("hosting.service.none") : shown.label();
            }

            @Override
            public HostingService fromString(String text) {
                return HostingService.NONE;
            }
        });
        // What is chosen is written anew only when it seems to be another.
        service.setValue(null);
        service.setValue(chosen);
        service.setOnAction(onChoice);
    }

    private void bindHosting() {
        service.setOnAction(e -> {
            if (service.getValue() != null) {
                hosting.preview(service.getValue());
            }
        });
        serviceHelp.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("hosting.help."
                        + model.configurationProperty().get().options().rules().service().name()),
                model.configurationProperty(), messages.languageProperty()));
        basePath.textProperty().bindBidirectional(hosting.basePathProperty());
        basePath.setOnAction(e -> hosting.applyBasePath());
        basePath.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                hosting.applyBasePath();
            }
        });
        basePathProblem.textProperty().bind(messages.text(hosting.basePathProblemProperty()));
        basePathProblem.visibleProperty().bind(hosting.basePathProblemProperty().isNotNull());
        basePathProblem.managedProperty().bind(basePathProblem.visibleProperty());
        hosting.basePathProblemProperty().subscribe(
                problem -> basePath.pseudoClassStateChanged(WRONG, problem != null));
        hosting.notes().addListener((ListChangeListener<Object>) change -> showNotes());
        messages.languageProperty().subscribe(language -> showNotes());
        hostingNotes.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                hosting.lookForNotes();
            }
        });
    }

    private void showNotes() {
        hostingNotes.getChildren().setAll(hosting.notes().stream().map(note -> {
            Label label = new Label(messages.say(note));
            label.getStyleClass().add("hosting-note");
            label.setWrapText(true);
            return label;
        }).toList());
        hostingNotes.setVisible(!hosting.notes().isEmpty());
        hostingNotes.setManaged(!hosting.notes().isEmpty());
    }

    private void bindHeaders() {
        hosting.rows().addListener((ListChangeListener<HostingViewModel.HeaderRow>) change -> {
            boolean removedWithKeyboard = headerRows.isFocusWithin();
            showRows();
            if (removedWithKeyboard && !headerRows.isFocusWithin()) {
                addHeader.requestFocus();
            }
        });
        showRows();
        addHeader.setOnAction(e -> {
            hosting.addRow();
            ((HeaderRowView) headerRows.getChildren().getLast()).begin();
        });
        addLongLived.setOnAction(e -> hosting.addRow("/assets/*", "Cache-Control", KEPT_FOR_A_YEAR));
    }

    /** Rows that are there stay the same nodes, so that nobody loses the focus while typing. */
    private void showRows() {
        List<HeaderRowView> before = headerRows.getChildren().stream().map(HeaderRowView.class::cast).toList();
        headerRows.getChildren().setAll(hosting.rows().stream()
                .map(row -> before.stream().filter(view -> view.shows(row)).findFirst()
                        .orElseGet(() -> new HeaderRowView(row, hosting, messages)))
                .toList());
        headerRows.setVisible(!hosting.rows().isEmpty());
        headerRows.setManaged(!hosting.rows().isEmpty());
    }

    private void show(SiteOptions options) {
        listDirectories.setSelected(options.listDirectories());
        serveDotfiles.setSelected(options.serveDotfiles());
        HostingRules rules = options.rules();
        fallback.setSelected(rules.fallback());
        cleanUrls.setSelected(rules.cleanUrls());
        shared.setSelected(rules.shared());
        isolated.setSelected(rules.isolated());
        encodedFiles.setSelected(rules.encodedFiles());
        compress.setSelected(options.compress());
        service.setValue(rules.service());
        boolean previewed = rules.service() != HostingService.NONE;
        for (CheckBox decidedByService : new CheckBox[] {listDirectories, fallback, cleanUrls}) {
            decidedByService.setDisable(previewed);
        }
    }

    private void present() {
        SiteOptions before = model.configurationProperty().get().options();
        HostingRules rules = before.rules()
                .withFallback(fallback.isSelected())
                .withCleanUrls(cleanUrls.isSelected())
                .withShared(shared.isSelected())
                .withIsolated(isolated.isSelected())
                .withEncodedFiles(encodedFiles.isSelected());
        model.present(before
                .withListDirectories(listDirectories.isSelected())
                .withServeDotfiles(serveDotfiles.isSelected())
                .withRules(rules)
                .withCompress(compress.isSelected()));
    }
}
