package dev.porthole.app.lab.program;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.plain.PlainStage;
import dev.porthole.app.platform.BrowserOpener;
import dev.porthole.app.platform.SystemBrowser;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.program.ProgramExperiment.Action;
import dev.porthole.lab.program.ProgramState;
import dev.porthole.lab.program.ProgramState.Phase;
import dev.porthole.lab.program.Switch;
import dev.porthole.lab.program.Switches;
import dev.porthole.lab.program.Trigger;
import dev.porthole.lab.program.Tutorial;
import dev.porthole.lab.script.Experiment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the two programs: either in the hands of a person, or in scenes that run by themselves. */
public final class ProgramStage implements LabStage {

    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int ECHO_PORT = 7788;
    private static final int WEB_PORT = 7890;
    private static final int HIGHEST_PORT = 65_535;

    private final Threads threads;
    private final BrowserOpener browser;
    private final ProgramViewModel model;
    private final PlainStage plain;
    private final Messages messages;
    private final Region view;
    private final ReadOnlyObjectWrapper<Evidence> evidence = new ReadOnlyObjectWrapper<>(Evidence.KERNEL);

    @FXML VBox page;
    @FXML ToggleGroup programs;
    @FXML ToggleGroup triggers;
    @FXML ToggleButton echo;
    @FXML ToggleButton web;
    @FXML ToggleButton scenes;
    @FXML HBox startBar;
    @FXML TextField programPort;
    @FXML Button programRun;
    @FXML FontIcon runIcon;
    @FXML Hyperlink programAddress;
    @FXML StackPane body;
    @FXML ScrollPane hands;
    @FXML Button origin;
    @FXML Button fixed;
    @FXML ToggleButton edge;
    @FXML ToggleButton level;
    @FXML TextField receiveSize;
    @FXML TextField backlog;
    @FXML FlowPane switches;
    @FXML Label phase;
    @FXML Button free;
    @FXML Label ended;
    @FXML Label ghosts;
    @FXML Label waiting;
    @FXML ToggleButton gate;
    @FXML FlowPane actions;
    @FXML SplitPane lists;
    @FXML ListView<ClientRow> clients;
    @FXML ListView<String> output;
    @FXML ListView<LabEvent> calls;

    /** The stage of the two programs, on a computer whose kernel can be shown. */
    public ProgramStage(LabFrame frame, ViewLoader views) {
        this.messages = views.messages();
        this.threads = frame.threads();
        // Where there is no program to open it, the address is copied.
        this.browser = new SystemBrowser(page -> threads.ui().execute(() -> copy(URI.create(page))));
        this.model = new ProgramViewModel(frame);
        this.plain = new PlainStage(Experiment.PROGRAMS, frame, views);
        this.view = views.load("lab-programs.fxml", this);
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public ObservableValue<Evidence> evidence() {
        return evidence.getReadOnlyProperty();
    }

    @Override
    public void entered() {
        if (!scenes.isSelected()) {
            model.enter();
        }
    }

    @Override
    public void step() {
        if (scenes.isSelected()) {
            plain.step();
        } else if (model.runningProperty().get()) {
            model.addClient();
        } else {
            start();
        }
    }

    @Override
    public void reset() {
        plain.reset();
        model.reset();
    }

    private void start() {
        model.start(number(programPort, model.tutorialProperty().get() == Tutorial.ECHO ? ECHO_PORT : WEB_PORT));
    }

    private static int number(TextField field, int otherwise) {
        String text = field.getText().strip();
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT
                ? Integer.parseInt(text) : otherwise;
    }

    @FXML
    void initialize() {
        body.getChildren().add(plain.view());
        programs.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                programs.selectToggle(before);
            } else {
                showPart();
            }
        });
        programs.selectToggle(echo);
        bindStart();
        bindSwitches();
        bindState();
        bindLists();
        model.tutorialProperty().subscribe(this::showProgram);
    }

    private void showPart() {
        boolean scripted = scenes.isSelected();
        hands.setVisible(!scripted);
        plain.view().setVisible(scripted);
        // What is not seen must not make the stage wider than it can be.
        plain.view().setManaged(scripted);
        startBar.setVisible(!scripted);
        startBar.setManaged(!scripted);
        if (scripted) {
            model.stop();
            evidence.bind(plain.evidence());
        } else {
            plain.reset();
            evidence.unbind();
            evidence.set(Evidence.KERNEL);
            model.choose(web.isSelected() ? Tutorial.WEB : Tutorial.ECHO);
            model.enter();
        }
    }

    private void bindStart() {
        programRun.setOnAction(e -> {
            if (model.runningProperty().get()) {
                model.stop();
            } else {
                start();
            }
        });
        model.runningProperty().subscribe(running -> {
            programRun.textProperty().bind(messages.text(running ? "lab.stop" : "lab.programs.start"));
            runIcon.setIconLiteral(running ? "fth-square" : "fth-play");
            programPort.setDisable(running);
            actions.setDisable(!running);
            gate.setDisable(!running);
        });
        programPort.accessibleTextProperty().bind(messages.text("lab.programs.port"));
        programAddress.setOnAction(e -> browse(URI.create(programAddress.getText())));
    }

    private void browse(URI page) {
        threads.waiting().execute(() -> {
            try {
                browser.open(page);
            } catch (IOException nobodyOpensIt) {
                threads.ui().execute(() -> copy(page));
            }
        });
    }

    private static void copy(URI page) {
        ClipboardContent content = new ClipboardContent();
        content.putString(page.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void showProgram(Tutorial program) {
        programPort.setText(Integer.toString(program == Tutorial.ECHO ? ECHO_PORT : WEB_PORT));
        fillSwitches(program);
        fillActions(program);
    }

    private void bindSwitches() {
        origin.setOnAction(e -> model.preset(false));
        fixed.setOnAction(e -> model.preset(true));
        edge.setOnAction(e -> model.trigger(Trigger.EDGE));
        level.setOnAction(e -> model.trigger(Trigger.LEVEL));
        takeNumber(receiveSize, model::receiveSize);
        takeNumber(backlog, model::backlog);
        receiveSize.accessibleTextProperty().bind(messages.text("lab.programs.receive-size"));
        backlog.accessibleTextProperty().bind(messages.text("lab.programs.backlog"));
        model.switchesProperty().subscribe(this::showSwitches);
    }

    private void takeNumber(TextField field, IntConsumer taken) {
        field.setOnAction(e -> taken.accept(number(field, 1)));
        field.focusedProperty().subscribe(focused -> {
            if (!focused && !field.getText().isEmpty()) {
                taken.accept(number(field, 1));
                showSwitches(model.switchesProperty().get());
            }
        });
    }

    private void fillSwitches(Tutorial program) {
        switches.getChildren().clear();
        for (Switch each : Switch.of(program)) {
            CheckBox box = new CheckBox();
            box.setUserData(each);
            // O_NONBLOCK has no mnemonic.
            box.setMnemonicParsing(false);
            box.getStyleClass().add("program-switch");
            box.textProperty().bind(messages.text("lab.programs.switch." + each.name()));
            Tooltip tip = new Tooltip();
            tip.textProperty().bind(messages.text("lab.programs.switch." + each.name() + ".tip"));
            box.setTooltip(tip);
            box.setOnAction(e -> {
                model.put(each, box.isSelected());
                showSwitches(model.switchesProperty().get());
            });
            switches.getChildren().add(box);
        }
        showSwitches(model.switchesProperty().get());
    }

    private void showSwitches(Switches now) {
        triggers.selectToggle(now.trigger() == Trigger.EDGE ? edge : level);
        receiveSize.setText(Integer.toString(now.receiveSize()));
        backlog.setText(Integer.toString(now.backlog()));
        switches.getChildren().forEach(each -> {
            if (each instanceof CheckBox box && box.getUserData() instanceof Switch which) {
                box.setSelected(now.on(which));
            }
        });
    }

    private void fillActions(Tutorial program) {
        actions.getChildren().setAll(
                button("lab.programs.add", model::addClient), button("lab.programs.at-once", model::addAtOnce));
        if (program == Tutorial.ECHO) {
            actions.getChildren().add(button("lab.programs.byes", model::sayByes));
        } else {
            actions.getChildren().add(button("lab.programs.slow", model::addSlowReader));
        }
    }

    private Button button(String key, Runnable work) {
        Button button = new Button();
        button.textProperty().bind(messages.text(key));
        button.getStyleClass().add("tool-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> work.run());
        return button;
    }

    private void bindState() {
        free.setOnAction(e -> model.free());
        gate.setOnAction(e -> model.gate(gate.isSelected()));
        ended.textProperty().bind(model.endedProperty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.endedProperty());
        ended.setTooltip(whole);
        ended.visibleProperty().bind(model.endedProperty().isNotEmpty());
        ended.managedProperty().bind(ended.visibleProperty());
        model.pictureProperty().subscribe(this::showPicture);
        messages.languageProperty().subscribe(() -> showPicture(model.pictureProperty().get()));
    }

    private void showPicture(ProgramPicture picture) {
        Optional<ProgramState> state = picture.state();
        Phase now = state.map(ProgramState::phase).orElse(Phase.ENDED);
        for (Phase each : Phase.values()) {
            phase.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT).replace('_', '-')), each == now);
        }
        phase.setText(state.map(this::words).orElseGet(() -> messages.get("lab.programs.phase.ENDED")));
        boolean stuck = now == Phase.BLOCKED || now == Phase.SPINNING;
        free.setVisible(stuck);
        free.setManaged(stuck);
        free.setText(messages.get(now == Phase.BLOCKED ? "lab.programs.unblock" : "lab.programs.carry-on"));
        int gone = picture.ghosts();
        ghosts.setText(messages.get("lab.programs.ghosts", gone));
        ghosts.pseudoClassStateChanged(ON, gone > 0);
        int queue = state.map(ProgramState::waiting).orElse(0);
        waiting.setText(messages.get("lab.programs.waiting", queue));
        waiting.pseudoClassStateChanged(ON, queue > 0);
        gate.setSelected(picture.gateClosed());
        gate.setText(messages.get(picture.gateClosed() ? "lab.programs.gate.closed" : "lab.programs.gate.open"));
        boolean listens = picture.port() > 0 && model.tutorialProperty().get() == Tutorial.WEB;
        programAddress.setVisible(listens);
        programAddress.setText(listens ? "http://127.0.0.1:" + picture.port() + "/" : "");
        clients.getItems().setAll(picture.rows());
    }

    private String words(ProgramState state) {
        String key = "lab.programs.phase." + state.phase().name();
        return switch (state.phase()) {
            case BLOCKED -> messages.get(key, state.call().replace("from", ""), state.descriptor(),
                    String.format(Locale.ROOT, "%.1f", state.inCall() / NANOS_PER_SECOND));
            case SPINNING -> messages.get(key, state.fruitless());
            default -> messages.get(key, state.rounds());
        };
    }

    private void bindLists() {
        clients.setCellFactory(list -> new ClientCell(messages, model));
        clients.setPlaceholder(placeholder("lab.programs.clients.none"));
        output.setItems(model.lines());
        output.setCellFactory(list -> new LineCell<>(list, text -> text, text -> List.of("program-line")));
        output.setPlaceholder(placeholder("lab.programs.output.none"));
        calls.setItems(model.calls());
        calls.setCellFactory(list -> new LineCell<>(list, this::words, ProgramStage::styles));
        calls.setPlaceholder(placeholder("lab.programs.calls.none"));
        follow(output, model.lines());
        follow(calls, model.calls());
        messages.languageProperty().subscribe(calls::refresh);
    }

    private Label placeholder(String key) {
        Label label = new Label();
        label.textProperty().bind(messages.text(key));
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        return label;
    }

    /** Once the list knows what has come: until then it would scroll to what was the last before. */
    private <T> void follow(ListView<T> list, ObservableList<T> items) {
        items.addListener((ListChangeListener<T>) change -> threads.ui().execute(() -> {
            if (!items.isEmpty()) {
                list.scrollTo(items.size() - 1);
            }
        }));
    }

    private String words(LabEvent event) {
        return switch (event) {
            case LabEvent.Call call -> call.thread() + "  " + call;
            case LabEvent.Step step -> messages.get(step.key(), step.arguments().toArray());
            default -> "";
        };
    }

    private static List<String> styles(LabEvent event) {
        return switch (event) {
            case LabEvent.Call call -> call.thread().equals("server")
                    ? List.of("program-call", "program-server") : List.of("program-call");
            default -> List.of("program-step");
        };
    }

    /** What is offered for a client of a program. */
    static List<Action> actions(Tutorial program) {
        return program == Tutorial.ECHO
                ? List.of(Action.SAY, Action.BYE, Action.HANG_UP, Action.RESET, Action.SEND_LONG, Action.SEND_ONE,
                        Action.SEND_FF)
                : List.of(Action.GET_PAGE, Action.GET_MISSING, Action.HANG_UP, Action.RESET, Action.HALVES,
                        Action.PIPELINE, Action.GET_SECRET, Action.SEND_FF);
    }
}
