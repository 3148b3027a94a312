package dev.porthole.app.network;

import dev.porthole.app.text.Addresses;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Phrase;
import dev.porthole.app.view.Visibility;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the panel for bad networks and faults. */
public final class NetworkController {

    private final NetworkViewModel model;
    private final Messages messages;
    private boolean filling;

    @FXML ComboBox<NetworkChoice> everyoneNetwork;
    @FXML Label everyoneNumbers;
    @FXML HBox customNumbers;
    @FXML TextField customDown;
    @FXML TextField customUp;
    @FXML TextField customRoundTrip;
    @FXML Label customProblem;
    @FXML VBox networkDevices;
    @FXML Label noDevices;
    @FXML VBox networkFaults;
    @FXML TextField faultPath;
    @FXML ComboBox<FaultKind> faultKind;
    @FXML TextField faultValue;
    @FXML ComboBox<HowOften> faultOften;
    @FXML Button faultAdd;
    @FXML Label faultProblem;
    @FXML Button networkClear;

    /** Binds this model. */
    public NetworkController(NetworkViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        everyoneNetwork.setOnAction(e -> chooseForEveryone(everyoneNetwork.getValue()));
        for (TextField field : List.of(customDown, customUp, customRoundTrip)) {
            field.setOnAction(e -> applyNumbers());
            field.focusedProperty().subscribe((before, focused) -> {
                if (before && !focused && customNumbers.isVisible()) {
                    applyNumbers();
                }
            });
        }
        customProblem.managedProperty().bind(customProblem.textProperty().isNotEmpty());
        faultProblem.managedProperty().bind(faultProblem.textProperty().isNotEmpty());
        faultKind.getItems().setAll(FaultKind.values());
        faultKind.setValue(FaultKind.DELAY);
        faultOften.getItems().setAll(HowOften.values());
        faultOften.setValue(HowOften.EVERY);
        faultKind.valueProperty().subscribe(kind -> {
            faultValue.setDisable(kind == FaultKind.HANG);
            faultValue.setText(kind.example());
            faultProblem.setText("");
        });
        faultAdd.setOnAction(e -> addFault());
        faultPath.setOnAction(e -> addFault());
        faultValue.setOnAction(e -> addFault());
        networkClear.setOnAction(e -> model.clear());
        networkClear.disableProperty().bind(Bindings.createBooleanBinding(
                () -> model.activeProperty().get().isEmpty(), model.activeProperty()));
        model.everyoneProperty().subscribe(this::showEveryone);
        model.devicesProperty().subscribe(this::showDevices);
        model.faultsProperty().subscribe(this::showFaults);
        messages.languageProperty().subscribe(() -> {
            showEveryone(model.everyoneProperty().get());
            showDevices(model.devicesProperty().get());
            showFaults(model.faultsProperty().get());
        });
    }

    private void chooseForEveryone(@Nullable NetworkChoice choice) {
        if (!filling && choice != null) {
            model.choose(choice);
        }
    }

    private void applyNumbers() {
        Phrase problem = model.choose(customDown.getText(), customUp.getText(), customRoundTrip.getText());
        customProblem.setText(messages.say(problem));
    }

    private void addFault() {
        Phrase problem = model.add(
                faultPath.getText(), faultKind.getValue(), faultValue.getText(), faultOften.getValue());
        faultProblem.setText(messages.say(problem));
        if (problem == null) {
            faultPath.clear();
            faultPath.requestFocus();
        }
    }

    private void showEveryone(NetworkChoice choice) {
        fill(everyoneNetwork, NetworkChoice.forEveryone(model.custom()), choice, each -> each.title(messages));
        fill(faultKind, List.of(FaultKind.values()), faultKind.getValue(), kind -> messages.get(kind.title()));
        fill(faultOften, List.of(HowOften.values()), faultOften.getValue(), often -> messages.get(often.title()));
        boolean custom = choice.kind() == NetworkChoice.Kind.CUSTOM;
        Visibility.set(customNumbers, custom);
        Visibility.set(everyoneNumbers, !custom);
        customProblem.setText("");
        everyoneNumbers.setText(choice.kind() == NetworkChoice.Kind.REAL
                ? messages.get("network.real.help") : choice.numbers(messages));
        if (custom) {
            customDown.setText(BitRate.kilobits(model.custom().downBitsPerSecond()));
            customUp.setText(BitRate.kilobits(model.custom().upBitsPerSecond()));
            customRoundTrip.setText(Long.toString(model.custom().roundTrip().toMillis()));
        }
    }

    private void showDevices(List<Device> devices) {
        Visibility.set(noDevices, devices.isEmpty());
        Visibility.set(networkDevices, !devices.isEmpty());
        // A list that is open must not close because somebody else has come by.
        if (networkDevices.getChildren().stream().anyMatch(NetworkController::isOpen)) {
            return;
        }
        networkDevices.getChildren().setAll(devices.stream().map(this::row).toList());
    }

    private static boolean isOpen(Node row) {
        return row instanceof HBox box
                && box.getChildren().stream().anyMatch(node -> node instanceof ComboBox<?> choice
                        && (choice.isShowing() || choice.isFocused()));
    }

    private Node row(Device device) {
        String address = Addresses.shortText(device.address());
        Label name = new Label(device.name().isEmpty() ? address : address + "  " + device.name());
        name.setTooltip(new Tooltip(name.getText()));
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        ComboBox<NetworkChoice> choice = new ComboBox<>();
        choice.setAccessibleText(messages.get("network.device.name", address));
        fill(choice, NetworkChoice.forDevice(model.custom()), device.own(), each -> each.title(messages));
        choice.setOnAction(e -> {
            if (!filling && choice.getValue() != null) {
                model.choose(device.address(), choice.getValue());
            }
        });
        return line(name, choice);
    }

    private void showFaults(List<FaultEntry> faults) {
        networkFaults.getChildren().clear();
        for (int i = 0; i < faults.size(); i++) {
            networkFaults.getChildren().add(row(faults.get(i), i));
        }
        Visibility.set(networkFaults, !faults.isEmpty());
    }

    private Node row(FaultEntry entry, int index) {
        String words = messages.say(FaultWords.of(entry.rule()));
        CheckBox on = new CheckBox(words);
        on.setMnemonicParsing(false);
        on.setSelected(entry.on());
        on.setMaxWidth(Double.MAX_VALUE);
        on.setWrapText(true);
        on.setAccessibleText(words);
        on.setOnAction(e -> model.setOn(index, on.isSelected()));
        HBox.setHgrow(on, Priority.ALWAYS);
        Button remove = new Button("", new FontIcon("fth-trash-2"));
        remove.getStyleClass().addAll("flat", "icon-button");
        remove.setAccessibleText(messages.get("network.fault.remove", entry.rule().path()));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(e -> {
            model.remove(index);
            faultPath.requestFocus();
        });
        return line(on, remove);
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("network-line");
        return line;
    }

    /** Fills a list of choices anew, in the language in use, without anything being chosen by that. */
    private <T> void fill(ComboBox<T> box, List<T> items, T chosen, Function<T, String> title) {
        filling = true;
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T item) {
                return item == null ? "" : title.apply(item);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        box.getItems().setAll(items);
        box.setValue(chosen);
        filling = false;
    }

    /** Shows on a chip what is wrong now. */
    public void label(Consumer<String> text, Consumer<Boolean> bad) {
        Runnable show = () -> {
            List<Phrase> active = model.activeProperty().get();
            text.accept(active.isEmpty() ? messages.get("network.chip")
                    : String.join(", ", active.stream().map(messages::say).toList()));
            bad.accept(!active.isEmpty());
        };
        model.activeProperty().subscribe(show);
        messages.languageProperty().subscribe(show);
        show.run();
    }
}
