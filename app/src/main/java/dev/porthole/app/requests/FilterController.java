package dev.porthole.app.requests;

import atlantafx.base.controls.CustomTextField;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.view.FittingPrompt;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Binds the filter of the requests: the field, what it suggests, the status segments and the one-click terms. */
public final class FilterController {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double NARROW = 660;

    private static final KeyCombination SUGGEST = KeyCombination.keyCombination("Ctrl+Space");

    private static final double ROOM_FOR_SEGMENTS = 440;
    private static final double ROOM_FOR_CHIPS = 230;

    private final FilterViewModel model;
    private final RequestsViewModel requests;
    private final Messages messages;
    private final SuggestionList list;

    @FXML VBox bar;
    @FXML CustomTextField filter;
    @FXML Label found;
    @FXML Button clearFilter;
    @FXML HBox segments;
    @FXML ToggleButton all;
    @FXML ToggleButton successful;
    @FXML ToggleButton redirection;
    @FXML ToggleButton clientError;
    @FXML ToggleButton serverError;
    @FXML ToggleButton errorsOnly;
    @FXML ToggleButton hideNoise;
    @FXML Label problem;

    /** Binds this model of a filter, and the table that it narrows. */
    public FilterController(FilterViewModel model, RequestsViewModel requests, Messages messages) {
        this.model = model;
        this.requests = requests;
        this.messages = messages;
        this.list = new SuggestionList(messages, this::take);
    }

    @FXML
    void initialize() {
        bindField();
        bindSuggestions();
        bindProblem();
        bindSegments();
        errorsOnly.selectedProperty().bindBidirectional(model.errorsOnlyProperty());
        hideNoise.selectedProperty().bindBidirectional(model.hideNoiseProperty());
        bar.widthProperty().subscribe(width -> {
            boolean room = width.doubleValue() > ROOM_FOR_CHIPS;
            for (Node part : new Node[] {segments, errorsOnly, hideNoise}) {
                // What they do can be typed as well.
                boolean shown = part.equals(segments) ? width.doubleValue() > ROOM_FOR_SEGMENTS : room;
                part.setVisible(shown);
                part.setManaged(shown);
            }
            boolean narrow = width.doubleValue() < NARROW;
            for (ToggleButton chip : new ToggleButton[] {errorsOnly, hideNoise}) {
                chip.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            }
        });
    }

    /** Shows the suggestions in this pane, above everything else in it. */
    public void showSuggestionsIn(Pane page) {
        page.getChildren().add(list);
        list.placeBelow(filter);
    }

    /** Puts the cursor into the filter. */
    public void focus() {
        filter.requestFocus();
        filter.selectAll();
    }

    private void bindField() {
        filter.textProperty().bindBidirectional(requests.filterTextProperty());
        FittingPrompt.bind(filter, messages, "filter.prompt", "filter.prompt.short", "filter.prompt.word");
        clearFilter.visibleProperty().bind(filter.textProperty().isNotEmpty());
        clearFilter.managedProperty().bind(clearFilter.visibleProperty());
        found.textProperty().bind(messages.text(model.foundProperty()));
        found.visibleProperty().bind(model.foundProperty().isNotNull()
                .and(bar.widthProperty().greaterThan(ROOM_FOR_SEGMENTS)));
        found.managedProperty().bind(found.visibleProperty());
        clearFilter.setOnAction(e -> {
            filter.clear();
            filter.requestFocus();
        });
        // The one place where a change and the caret after it are known together.
        filter.setTextFormatter(new TextFormatter<>(change -> {
            if (filter.isFocused() && change.isContentChange()) {
                model.typed(change.getControlNewText(), change.getCaretPosition());
            } else if (filter.isFocused()) {
                model.moved(change.getControlText(), change.getCaretPosition());
            }
            return change;
        }));
        filter.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        filter.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                model.settle();
            }
        });
    }

    private void keyPressed(KeyEvent e) {
        boolean open = model.isOpen();
        boolean used = switch (e.getCode()) {
            case DOWN -> down();
            case UP -> open && choose(-1);
            case ENTER -> open && model.chosenProperty().get() >= 0 ? take(model.chosenProperty().get()) : settle();
            case TAB -> open && !e.isShiftDown() && take(Math.max(0, model.chosenProperty().get()));
            case ESCAPE -> escape();
            default -> SUGGEST.match(e) && openKeys();
        };
        if (used) {
            e.consume();
        }
    }

    private boolean down() {
        if (!model.isOpen()) {
            model.open(filter.getText(), filter.getCaretPosition());
            return true;
        }
        return choose(1);
    }

    private boolean choose(int step) {
        model.choose(step);
        return true;
    }

    private boolean openKeys() {
        model.openKeys(filter.getText(), filter.getCaretPosition());
        return true;
    }

    private boolean settle() {
        model.settle();
        return false;
    }

    private boolean escape() {
        if (model.isOpen()) {
            model.close();
        } else if (filter.getText().isEmpty()) {
            return false;
        } else {
            filter.clear();
        }
        return true;
    }

    private boolean take(int index) {
        FilterViewModel.Edit edit = model.take(filter.getText(), index);
        filter.replaceText(0, filter.getLength(), edit.text());
        filter.positionCaret(edit.caret());
        return true;
    }

    private void bindSuggestions() {
        model.suggestionsProperty().subscribe(list::show);
        model.chosenProperty().subscribe(index -> {
            list.choose(index.intValue());
            // The focus stays in the field, so that is where a screen reader looks.
            filter.setAccessibleHelp(index.intValue() < 0 ? null : list.spoken(index.intValue()));
        });
    }

    private void bindProblem() {
        problem.textProperty().bind(messages.text(model.problemProperty()));
        problem.visibleProperty().bind(model.problemProperty().isNotNull());
        problem.managedProperty().bind(problem.visibleProperty());
        model.problemProperty().subscribe(
                (@Nullable Phrase wrong) -> filter.pseudoClassStateChanged(DANGER, wrong != null));
        filter.accessibleTextProperty().bind(Bindings.createStringBinding(
                () -> (messages.get("filter.name") + " " + messages.say(model.problemProperty().get())).strip(),
                model.problemProperty(), messages.languageProperty()));
    }

    private void bindSegments() {
        Map<Toggle, StatusClass> segments = Map.of(
                all, StatusClass.ALL, successful, StatusClass.SUCCESSFUL, redirection, StatusClass.REDIRECTION,
                clientError, StatusClass.CLIENT_ERROR, serverError, StatusClass.SERVER_ERROR);
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(all, successful, redirection, clientError, serverError);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                requests.statusClassProperty().set(segments.get(now));
            }
        });
        requests.statusClassProperty().subscribe(chosen -> segments.forEach((toggle, one) -> {
            if (one == chosen) {
                group.selectToggle(toggle);
            }
        }));
    }
}
