package dev.porthole.app.lab.trigger;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.glossary.TermText;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.app.view.Visibility;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.trigger.Act;
import dev.porthole.lab.trigger.Action;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Binds the first experiment: buttons for the peer and for the server, the buffer, and a column for each watcher. */
public final class TriggerStage implements LabStage {

    private static final int MANY = 100;
    private static final int FEW = 10;
    private static final int PART = 40;
    private static final int CHUNK = 64;
    private static final int PARTS = 10;
    /** The bar is full at so many bytes, or at the most that were unread so far. */
    private static final double BAR = 200;
    private static final double FIRST_COLUMN = 0.26;
    /** Padding at both sides, and room for a scroll bar. */
    private static final double MARGIN = 48;

    private final TriggerViewModel model;
    private final LabFrame frame;
    private final Messages messages;
    private final Region view;
    private final StringProperty aboutWords = new SimpleStringProperty("");
    private final DoubleProperty firstWidth = new SimpleDoubleProperty();
    private final DoubleProperty columnWidth = new SimpleDoubleProperty();

    @FXML HBox acts;
    @FXML ToggleButton onKernel;
    @FXML ToggleButton onModel;
    @FXML Button reset;
    @FXML VBox about;
    @FXML Button step;
    @FXML Label upcoming;
    @FXML Button sendMany;
    @FXML Button sendFew;
    @FXML Button peerPart;
    @FXML Button peerAll;
    @FXML Button fin;
    @FXML Button rst;
    @FXML Button connect;
    @FXML Button fill;
    @FXML Button read;
    @FXML Button drain;
    @FXML Button look;
    @FXML ProgressBar buffer;
    @FXML Label unread;
    @FXML HBox columns;
    @FXML ListView<TriggerRow> rows;
    @FXML Label empty;
    @FXML HBox findingStrip;

    /** The stage, with nothing done yet. */
    public TriggerStage(LabFrame frame, ViewLoader views) {
        this.model = new TriggerViewModel(frame);
        this.frame = frame;
        this.messages = views.messages();
        view = views.load("lab-trigger.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return model.evidenceProperty();
    }

    @Override
    public void left() {
        model.reset();
    }

    @Override
    public void step() {
        model.step();
    }

    @Override
    public void reset() {
        model.reset();
    }

    @FXML
    void initialize() {
        fillActs();
        chooseEvidence();
        reset.setOnAction(e -> {
            model.reset();
            goOn();
        });
        step.setOnAction(e -> model.step());
        bindPeer();
        bindServer();
        bindBuffer();
        bindRows();
        model.actProperty().subscribe(this::showAct);
        Stream.of(model.stepsDoneProperty(), model.freeProperty(), messages.languageProperty())
                .forEach(each -> each.subscribe(this::showGuide));
        model.findingProperty().subscribe(phrase -> {
            findingStrip.setVisible(phrase != null);
            findingStrip.setManaged(phrase != null);
        });
        TermText finding = terms(messages.text(model.findingProperty()));
        HBox.setHgrow(finding, Priority.ALWAYS);
        findingStrip.getChildren().add(finding);
        about.getChildren().add(terms(aboutWords));
    }

    private TermText terms(ObservableValue<String> words) {
        return new TermText(words, frame.glossary(), messages);
    }

    private void fillActs() {
        for (Act act : Act.values()) {
            ToggleButton button = new ToggleButton();
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.textProperty().bind(messages.text("lab.script." + act.script()));
            button.setDisable(!TriggerViewModel.available(act));
            button.setOnAction(e -> {
                button.setSelected(true);
                model.actProperty().set(act);
                goOn();
            });
            model.actProperty().subscribe(chosen -> button.setSelected(chosen == act));
            acts.getChildren().add(button);
        }
    }

    private void chooseEvidence() {
        onKernel.setDisable(!LabSupport.kernel());
        onKernel.setOnAction(e -> choose(Evidence.KERNEL));
        onModel.setOnAction(e -> choose(Evidence.MODEL));
        model.evidenceProperty().subscribe(evidence -> showEvidence());
        model.actProperty().subscribe(act -> onModel.setDisable(!act.modelled()));
    }

    /** Pressed again, a toggle would be off; the choice stays what it is. */
    private void choose(Evidence chosen) {
        model.evidenceProperty().set(chosen);
        showEvidence();
        goOn();
    }

    /** Space is the next step again. */
    private void goOn() {
        step.requestFocus();
    }

    private void showEvidence() {
        boolean real = model.evidenceProperty().get() == Evidence.KERNEL;
        onKernel.setSelected(real);
        onModel.setSelected(!real);
    }

    private void bindPeer() {
        bindSend(sendMany, MANY);
        bindSend(sendFew, FEW);
        act(fin, new Action.HalfClose());
        act(rst, new Action.Reset());
        act(connect, new Action.Connect());
        act(peerPart, new Action.PeerReads(PARTS));
        act(peerAll, new Action.PeerReads(1));
        fin.disableProperty().bind(model.openProperty().not());
        rst.disableProperty().bind(model.resettableProperty().not());
        peerPart.disableProperty().bind(model.fullProperty().not());
        peerAll.disableProperty().bind(model.fullProperty().not());
    }

    private void bindSend(Button button, int bytes) {
        button.textProperty().bind(messages.text("lab.trigger.send", bytes));
        button.accessibleTextProperty().bind(messages.text("lab.trigger.send.spoken", bytes));
        button.disableProperty().bind(model.openProperty().not());
        act(button, new Action.Send(bytes));
    }

    private void bindServer() {
        read.textProperty().bind(messages.text("lab.trigger.read", PART));
        read.accessibleTextProperty().bind(messages.text("lab.trigger.read.spoken", PART));
        act(read, new Action.Read(PART));
        act(drain, new Action.Drain(CHUNK));
        act(fill, new Action.Fill());
        fill.disableProperty().bind(model.fullProperty().or(model.resettableProperty().not()));
        look.setOnAction(e -> model.perform(new Action.Wait(model.actProperty().get().watchers())));
    }

    private void act(Button button, Action action) {
        button.setOnAction(e -> model.perform(action));
    }

    private void bindBuffer() {
        unread.textProperty().bind(messages.text("lab.trigger.unread", model.unreadProperty()));
        buffer.accessibleTextProperty().bind(unread.textProperty());
        buffer.progressProperty().bind(Bindings.createDoubleBinding(
                () -> Math.min(1, model.unreadProperty().get() / BAR), model.unreadProperty()));
    }

    private void bindRows() {
        rows.widthProperty().subscribe(width -> {
            double all = Math.max(0, width.doubleValue() - MARGIN);
            int count = model.actProperty().get().watchers().size();
            firstWidth.set(Math.floor(all * FIRST_COLUMN));
            columnWidth.set(Math.floor(all * (1 - FIRST_COLUMN) / count));
        });
        rows.setCellFactory(list -> new TriggerCell(
                messages, () -> model.actProperty().get().watchers(), firstWidth, columnWidth));
        rows.setItems(model.rows());
        messages.languageProperty().subscribe(() -> rows.refresh());
        model.rows().addListener((ListChangeListener<TriggerRow>) change -> follow());
        // What is said below takes some of the height away.
        rows.heightProperty().subscribe(height -> Platform.runLater(this::follow));
        follow();
    }

    private void follow() {
        empty.setVisible(model.rows().isEmpty());
        if (!model.rows().isEmpty()) {
            rows.scrollTo(model.rows().size() - 1);
        }
    }

    private void showAct(Act act) {
        aboutWords.bind(messages.text("lab.trigger.about." + act.name()));
        columns.getChildren().setAll(first());
        act.watchers().forEach(each -> columns.getChildren().add(new TriggerColumn(
                messages, each, model.wakeUpsProperty(each), columnWidth,
                () -> model.perform(new Action.Modify(each)))));
        boolean writing = act == Act.WRITING;
        for (Node each : List.of(fill, peerPart, peerAll)) {
            Visibility.set(each, writing);
        }
        for (Node each : List.of(sendMany, fin, rst, connect)) {
            Visibility.set(each, !writing);
        }
        showGuide();
    }

    private Region first() {
        Region first = new Region();
        first.minWidthProperty().bind(firstWidth);
        first.maxWidthProperty().bind(firstWidth);
        return first;
    }

    private void showGuide() {
        int done = model.stepsDoneProperty().get();
        int all = model.actProperty().get().steps().size();
        boolean free = model.freeProperty().get();
        boolean finished = done == all;
        step.setText(free || finished ? messages.get(free ? "lab.trigger.guide" : "lab.trigger.again")
                : messages.get("lab.trigger.next", done + 1, all));
        upcoming.setText(free ? messages.get("lab.trigger.free")
                : finished ? messages.get("lab.trigger.finished", all)
                : messages.get("lab.trigger.upcoming", actionsOfNext()));
    }

    private String actionsOfNext() {
        return model.next().actions().stream()
                .map(each -> messages.get(each.key(), each.arguments().toArray()))
                .collect(Collectors.joining(" → "));
    }
}
