package dev.porthole.app.loop;

import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.app.view.FittingText;
import dev.porthole.app.view.RowCell;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Binds the page of the event loop. */
public final class LoopController {

    private static final double SCRUB_STEP = 0.02;

    private final LoopViewModel model;
    private final Messages messages;
    private final LoopTexts texts;
    private final LoopCanvas canvas;
    private final ObservableList<InterestRow> rows = FXCollections.observableArrayList();
    private final ToggleGroup loops = new ToggleGroup();
    private final ToggleGroup speeds = new ToggleGroup();
    private boolean showing;
    private @Nullable Round told;

    @FXML Node loopEmpty;
    @FXML VBox loopContent;
    @FXML HBox loopChoice;
    @FXML ToggleButton freeze;
    @FXML Button nextWakeUp;
    @FXML ToggleButton real;
    @FXML ToggleButton tenth;
    @FXML ToggleButton hundredth;
    @FXML ToggleButton thousandth;
    @FXML Label pace;
    @FXML Label badge;
    @FXML StackPane lanes;
    @FXML Slider scrub;
    @FXML Label listTitle;
    @FXML Label kernel;
    @FXML TableView<InterestRow> interestTable;
    @FXML TableColumn<InterestRow, InterestRow> descriptor;
    @FXML TableColumn<InterestRow, InterestRow> what;
    @FXML TableColumn<InterestRow, InterestRow> interest;
    @FXML TableColumn<InterestRow, InterestRow> ready;
    @FXML TableColumn<InterestRow, InterestRow> wakeUps;
    @FXML Label roundTitle;
    @FXML VBox roundLines;
    @FXML Label roundMeaning;
    @FXML Label loopConnections;
    @FXML Label busy;
    @FXML Label threads;
    @FXML Button idleClients;
    @FXML Button slowReader;
    @FXML Button removeSlow;
    @FXML Label clientsNote;

    /** Binds this model. */
    public LoopController(LoopViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        texts = new LoopTexts(messages);
        canvas = new LoopCanvas(texts, messages);
    }

    @FXML
    void initialize() {
        lanes.getChildren().setAll(canvas);
        loopEmpty.visibleProperty().bind(model.runningProperty().not());
        loopContent.visibleProperty().bind(model.runningProperty());
        bindPace();
        bindTable();
        bindClients();
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        model.lookProperty().subscribe(look -> show());
        messages.languageProperty().subscribe(language -> {
            told = null;
            interestTable.refresh();
            show();
        });
    }

    private void bindPace() {
        freeze.setOnAction(e -> model.setFrozen(freeze.isSelected()));
        nextWakeUp.setOnAction(e -> model.toNextWakeUp());
        Map<Speed, ToggleButton> buttons = new EnumMap<>(Map.of(
                Speed.REAL, real, Speed.TENTH, tenth, Speed.HUNDREDTH, hundredth, Speed.THOUSANDTH, thousandth));
        speeds.getToggles().setAll(buttons.values());
        speeds.selectToggle(real);
        buttons.forEach((speed, button) -> button.setUserData(speed));
        keepOne(speeds);
        speeds.selectedToggleProperty().subscribe((before, now) -> {
            if (!showing && now != null && now.getUserData() instanceof Speed speed) {
                model.setSpeed(speed);
            }
        });
        keepOne(loops);
        scrub.valueProperty().subscribe((before, now) -> {
            if (!showing) {
                model.scrub(now.doubleValue());
            }
        });
    }

    /** A choice that is made again stays made. */
    private static void keepOne(ToggleGroup group) {
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                group.selectToggle(before);
            }
        });
    }

    private void bindTable() {
        interestTable.setItems(rows);
        RowCell.show(descriptor, row -> row.descriptor() < 0 ? "–" : Integer.toString(row.descriptor()));
        RowCell.show(what, row -> withLook(look -> texts.what(look, row)),
                row -> withLook(look -> texts.details(look, row)));
        RowCell.show(interest, row -> withLook(look -> (row.differs() ? "≠ " : "") + LoopTexts.mask(look, row)),
                row -> withLook(look -> texts.details(look, row)));
        RowCell.show(ready, row -> row.ready() == 0
                ? "" : withLook(look -> EventMask.text(look.transport(), row.ready())));
        RowCell.show(wakeUps, row -> row.wakeUps() == 0 ? "" : Quantities.count(row.wakeUps()));
    }

    private String withLook(Function<LoopLook, String> words) {
        LoopLook look = model.lookProperty().get();
        return look == null ? "" : words.apply(look);
    }

    private void bindClients() {
        idleClients.textProperty().bind(Bindings.createStringBinding(
                () -> model.idleClientsProperty().get() == 0
                        ? messages.get("loop.idle.add", Quantities.count(LoopViewModel.IDLE_CLIENTS))
                        : messages.get("loop.idle.remove", Quantities.count(model.idleClientsProperty().get())),
                model.idleClientsProperty(), messages.languageProperty()));
        idleClients.setOnAction(e -> model.toggleIdleClients());
        slowReader.setOnAction(e -> model.addSlowClient());
        slowReader.disableProperty().bind(model.largeFileProperty().isNull());
        removeSlow.setOnAction(e -> model.removeSlowClients());
        removeSlow.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("loop.slow.remove", model.slowClientsProperty().get()),
                model.slowClientsProperty(), messages.languageProperty()));
        removeSlow.visibleProperty().bind(model.slowClientsProperty().greaterThan(0));
        removeSlow.managedProperty().bind(removeSlow.visibleProperty());
        clientsNote.textProperty().bind(Bindings.createStringBinding(
                this::clientsNote, model.largeFileProperty(), messages.languageProperty()));
    }

    private String clientsNote() {
        LargeFile large = model.largeFileProperty().get();
        return large == null
                ? messages.get("loop.slow.none", Quantities.bytes(LargeFile.LEAST_BYTES))
                : messages.get("loop.slow.reads", large.target(), Quantities.bytes(large.bytes()));
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case SPACE -> freeze.fire();
            case N -> model.toNextWakeUp();
            case LEFT -> model.scrub(scrub.getValue() - SCRUB_STEP);
            case RIGHT -> model.scrub(scrub.getValue() + SCRUB_STEP);
            case UP -> canvas.scroll(-LoopCanvas.LANE);
            case DOWN -> canvas.scroll(LoopCanvas.LANE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void show() {
        LoopLook look = model.lookProperty().get();
        showing = true;
        canvas.show(look);
        if (look == null) {
            canvas.setAccessibleText(messages.get("loop.empty.title"));
            rows.clear();
            told = null;
            roundLines.getChildren().clear();
        } else {
            show(look);
        }
        showing = false;
    }

    private void show(LoopLook look) {
        showPace(look);
        showRows(look.rows());
        listTitle.setText(texts.listTitle(look));
        kernel.setText(texts.kernel(look));
        showRound(look);
        loopConnections.setText(Quantities.count(look.picture().connections()));
        busy.setText(LoopTexts.busy(look));
        threads.setText(texts.threads(look));
        canvas.setAccessibleText(texts.spoken(look));
    }

    private void showPace(LoopLook look) {
        if (loopChoice.getChildren().size() != look.loops()) {
            makeLoopChoice(look.loops());
        }
        loops.selectToggle(loops.getToggles().get(look.loop()));
        freeze.setSelected(look.frozen());
        pace.setText(FittingText.of(texts.pace(look), pace.getFont(), pace.getWidth()));
        speeds.getToggles().stream().filter(toggle -> look.speed() == toggle.getUserData())
                .forEach(speeds::selectToggle);
        if (!scrub.isValueChanging() && !scrub.isPressed()) {
            long oldest = Math.min(look.picture().oldest(), look.picture().to());
            long present = look.picture().to() + look.behind();
            scrub.setValue(look.behind() == 0 || present == oldest
                    ? 1 : (double) (look.picture().to() - oldest) / (present - oldest));
        }
    }

    private void makeLoopChoice(int count) {
        loopChoice.getChildren().clear();
        loops.getToggles().clear();
        for (int i = 0; i < count; i++) {
            int which = i;
            ToggleButton button = new ToggleButton();
            button.textProperty().bind(messages.text("loop.number", i + 1));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(e -> model.choose(which));
            loops.getToggles().add(button);
            loopChoice.getChildren().add(button);
        }
    }

    private void showRows(List<InterestRow> now) {
        if (rows.size() != now.size()) {
            rows.setAll(now);
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(rows.get(i))) {
                rows.set(i, now.get(i));
            }
        }
    }

    private void showRound(LoopLook look) {
        Round last = look.picture().last();
        if (last == null) {
            roundTitle.setText(messages.get("loop.round.none"));
            roundLines.getChildren().clear();
            roundMeaning.setText(messages.get("loop.round.none.text"));
            told = null;
        } else if (!last.equals(told)) {
            told = last;
            roundTitle.setText(texts.roundTitle(look, last));
            roundLines.getChildren().setAll(texts.round(look, last).stream().map(LoopController::line).toList());
            roundMeaning.setText(texts.roundMeaning(look, last));
        }
    }

    private static Label line(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("loop-line");
        label.setWrapText(true);
        return label;
    }
}
