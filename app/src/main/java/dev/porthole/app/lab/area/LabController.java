package dev.porthole.app.lab.area;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.code.CodeView;
import dev.porthole.app.lab.glossary.GlossaryView;
import dev.porthole.app.lab.lesson.LessonBlock;
import dev.porthole.app.lab.lesson.LessonView;
import dev.porthole.app.lab.question.Question;
import dev.porthole.app.lab.question.QuestionBarController;
import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.site.Notices;
import dev.porthole.app.site.NoticesController;
import dev.porthole.app.text.Messages;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Binds the lab: its rail of experiments, the badge, and the stage of the experiment that is shown. */
public final class LabController {

    /** Below this width the rail shows numbers only. */
    private static final double NARROW = 900;

    /** What a panel at the right takes of it. */
    private static final double SIDE = 348;

    /** Below this width there is room for the stage or a panel beside it, not for both. */
    private static final double ONE_AT_A_TIME = 760;

    /** What a stage needs at least; where there is less, it scrolls. */
    private static final double LEAST_WIDTH = 320;
    private static final double LEAST_HEIGHT = 300;

    /** How much of the height a question may take. */
    private static final double QUESTION_SHARE = 0.45;

    private final LabViewModel model;
    private final LabFrame frame;
    private final ViewLoader views;
    private final Messages messages;
    private final Runnable showLoop;
    private final Notices shownNotices;
    private final Map<Experiment, ScrollPane> frames = new EnumMap<>(Experiment.class);
    private final Map<Experiment, LabStage> stages = new EnumMap<>(Experiment.class);
    private final Map<Experiment, ToggleButton> railButtons = new EnumMap<>(Experiment.class);
    private @Nullable LabStage shown;
    private final ReadOnlyBooleanWrapper crowded = new ReadOnlyBooleanWrapper();
    private Subscription badgeOfStage = () -> {};

    @FXML BorderPane lab;
    @FXML HBox header;
    @FXML Label name;
    @FXML Label title;
    @FXML Label badge;
    @FXML Button leave;
    @FXML VBox notices;
    @FXML VBox rail;
    @FXML StackPane stage;
    @FXML ScrollPane questionSlot;
    @FXML StackPane side;
    @FXML HBox tools;
    @FXML ToggleButton lesson;
    @FXML ToggleButton code;
    @FXML ToggleButton glossary;
    @FXML Button export;
    @FXML Button resetClass;
    private @Nullable SidePanels panels;

    /**
     * Binds this model.
     *
     * @param showLoop shows the event loop of the server
     */
    public LabController(LabViewModel model, Notices notices, ViewLoader views, Runnable showLoop) {
        this.shownNotices = notices;
        this.model = model;
        this.showLoop = showLoop;
        this.frame = model.frame();
        this.views = views;
        this.messages = views.messages();
    }

    @FXML
    void initialize() {
        fillRail();
        // Where Space is the next step and not the press of a button.
        stage.setFocusTraversable(true);
        stage.accessibleTextProperty().bind(title.textProperty());
        stage.setOnMousePressed(e -> takeFocus());
        leave.setOnAction(e -> model.leave());
        var _ = new NoticesController(shownNotices, messages, notices);
        keepFocus();
        Region bar = views.load("lab-question.fxml", new QuestionBarController(frame.question(), messages));
        questionSlot.setContent(bar);
        questionSlot.visibleProperty().bind(bar.visibleProperty());
        questionSlot.managedProperty().bind(bar.visibleProperty());
        questionSlot.maxHeightProperty().bind(lab.heightProperty().multiply(QUESTION_SHARE));
        fillSide();
        export.setOnAction(e -> model.export().save(messages));
        resetClass.setOnAction(e -> resetClass());
        lab.addEventHandler(KeyEvent.KEY_PRESSED, this::pressKey);
        lab.widthProperty().subscribe(this::fold);
        model.experimentProperty().subscribe(this::showStage);
        model.showingProperty().subscribe(this::showStage);
        model.showingProperty().subscribe(showing -> fold());
        showStage();
    }

    /**
     * Whoever clicks on a button wants that done, and Space to be the next step again: not the same button once more,
     * and least of all one outside of the lab, to which the focus would go when the button disappears.
     */
    private void keepFocus() {
        lab.addEventFilter(MouseEvent.MOUSE_CLICKED, e -> {
            Node focused = lab.getScene().getFocusOwner();
            if (isIn(lab, focused) && focused instanceof ButtonBase && !(focused instanceof MenuButton)) {
                takeFocus();
            }
        });
        frame.question().phaseProperty().subscribe((before, now) -> {
            boolean voting = before == Phase.ASKED && now == Phase.READY;
            if (!voting && lab.getScene() != null && isIn(questionSlot, lab.getScene().getFocusOwner())) {
                takeFocus();
            }
        });
    }

    private static boolean isIn(Node parent, @Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(parent)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it shows something beside the stage, so that it needs more room than usual. */
    public ReadOnlyBooleanProperty crowdedProperty() {
        return crowded.getReadOnlyProperty();
    }

    /** Puts the keyboard where the work is. */
    public void takeFocus() {
        stage.requestFocus();
    }

    private void fillRail() {
        for (Experiment experiment : Experiment.values()) {
            Label number = new Label(Integer.toString(experiment.number()));
            number.getStyleClass().add("lab-number");
            ToggleButton button = new ToggleButton("", number);
            button.setMaxWidth(Double.MAX_VALUE);
            button.getStyleClass().add("lab-rail-button");
            button.textProperty().bind(messages.text(title(experiment)));
            button.accessibleTextProperty().bind(
                    messages.text("lab.rail.spoken", number.getText(), button.textProperty()));
            Tooltip tip = new Tooltip();
            tip.textProperty().bind(messages.text(title(experiment)));
            button.setTooltip(tip);
            button.setOnAction(e -> {
                model.open(experiment);
                markExperiment();
                takeFocus();
            });
            rail.getChildren().add(button);
            railButtons.put(experiment, button);
        }
        model.experimentProperty().subscribe(this::markExperiment);
        markExperiment();
    }

    /** Without a group of toggles: Tab would pass over all of a group but the selected one. */
    private void markExperiment() {
        railButtons.forEach((each, button) -> button.setSelected(each == model.experimentProperty().get()));
    }

    private void fillSide() {
        SidePanels made = new SidePanels(stage, side);
        made.add(lesson, new LessonView(model.lesson(), frame.glossary(), messages, this::show, this::ask));
        made.add(code, new CodeView(frame.code(), messages));
        made.add(glossary, new GlossaryView(frame.glossary(), messages));
        frame.code().listingProperty().subscribe(name -> {
            code.setVisible(!name.isEmpty());
            code.setManaged(!name.isEmpty());
            if (name.isEmpty()) {
                made.select(code, false);
            } else if (!made.isShown()) {
                made.select(code, true);
            }
        });
        frame.glossary().wantedProperty().subscribe(term -> {
            if (term != null) {
                made.select(glossary, true);
            }
        });
        for (ToggleButton each : List.of(lesson, code, glossary)) {
            each.selectedProperty().subscribe(this::fold);
        }
        panels = made;
    }

    private void show(LessonBlock block) {
        block.experiment().ifPresentOrElse(model::open, showLoop);
    }

    /** A question of the lesson is answered by the next step of the experiment that belongs to it. */
    private void ask(LessonBlock block, Question question) {
        block.experiment().ifPresent(model::open);
        frame.ask(question, () -> {
            LabStage here = shown;
            if (here != null && block.experiment().isPresent()) {
                here.step();
            }
        });
    }

    private void resetClass() {
        LabStage here = shown;
        if (here != null) {
            here.left();
        }
        model.resetClass();
        stages.values().forEach(LabStage::reset);
        if (here != null) {
            // What it asks a class first, it asks the new one.
            here.entered();
            takeFocus();
        }
    }

    private static String title(Experiment experiment) {
        return "lab.experiment." + experiment.name();
    }

    private void fold() {
        double width = lab.getWidth();
        SidePanels made = panels;
        // Before it has been laid out for the first time, nobody knows yet.
        boolean one = width > 0 && width < ONE_AT_A_TIME;
        if (made != null) {
            made.setNarrow(one);
        }
        crowded.set(model.showingProperty().get() && made != null && made.isShown());
        boolean narrow = width - (made != null && made.isShown() && !one ? SIDE : 0) < NARROW;
        ContentDisplay tool = narrow && width < NARROW ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        name.setVisible(!one);
        name.setManaged(!one);
        header.pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), one);
        for (ButtonBase each : List.of(lesson, code, glossary, export, resetClass)) {
            each.setContentDisplay(tool);
        }
        rail.pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), narrow);
        ContentDisplay display = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        railButtons.values().forEach(button -> button.setContentDisplay(display));
    }

    /** A stage is made when it is first shown: most windows never show the lab. */
    private void showStage() {
        LabStage before = shown;
        Experiment experiment = model.experimentProperty().get();
        LabStage now = model.showingProperty().get()
                ? stages.computeIfAbsent(experiment, chosen -> Stages.make(chosen, frame, views)) : null;
        if (Objects.equals(before, now)) {
            return;
        }
        if (before != null) {
            badgeOfStage.unsubscribe();
            before.left();
        }
        shown = now;
        if (now != null) {
            title.textProperty().bind(messages.text(title(experiment)));
            badgeOfStage = now.evidence().subscribe(this::showBadge);
            stage.getChildren().setAll(frames.computeIfAbsent(experiment, any -> scrolled(now.view())));
            now.entered();
        }
    }

    /** On a projector there may be room for a part of a stage only. */
    private static ScrollPane scrolled(Region view) {
        StackPane least = new StackPane(view);
        least.setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
        ScrollPane scrolled = new ScrollPane(least);
        scrolled.setFitToWidth(true);
        scrolled.setFitToHeight(true);
        scrolled.setFocusTraversable(false);
        scrolled.getStyleClass().add("lab-stage-frame");
        return scrolled;
    }

    private void showBadge(Evidence evidence) {
        badge.textProperty().bind(messages.text("lab.badge." + evidence.name()));
        badge.accessibleTextProperty().bind(messages.text("lab.evidence." + evidence.name()));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(badge.accessibleTextProperty());
        badge.setTooltip(tip);
        for (Evidence each : Evidence.values()) {
            badge.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == evidence);
        }
    }

    private void pressKey(KeyEvent e) {
        LabStage here = shown;
        if (here == null || e.getTarget() instanceof TextInputControl
                || e.isShortcutDown() || e.isAltDown() || e.isControlDown()) {
            return;
        }
        switch (e.getCode()) {
            case SPACE -> step(here);
            case R -> here.reset();
            case A, B, C, D -> frame.question().vote(
                    e.getCode().getName().charAt(0) - 'A' + 1, e.isShiftDown() ? -1 : 1);
            case DIGIT1 -> model.open(Experiment.TRIGGER);
            case DIGIT2 -> model.open(Experiment.PROGRAMS);
            case DIGIT3 -> model.open(Experiment.COST);
            case DIGIT4 -> model.open(Experiment.SERVERS);
            case DIGIT5 -> model.open(Experiment.KEEPALIVE);
            case DIGIT6 -> model.open(Experiment.BACKLOG);
            case DIGIT7 -> model.open(Experiment.LIMITS);
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** With a question the step is to run what was asked about, once there is a vote. */
    private void step(LabStage here) {
        switch (frame.question().phaseProperty().get()) {
            case ASKED, READY -> frame.question().run();
            default -> here.step();
        }
    }
}
