package dev.porthole.app.status;

import dev.porthole.app.site.SiteViewModel;
import dev.porthole.app.site.StateDot;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.ServerState;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Binds the status bar. */
public final class StatusController {

    private static final double ROOM_FOR_SPEED = 760;
    private static final double ROOM_FOR_TRANSPORT = 640;
    private static final double ROOM_FOR_KEPT = 560;

    private final StatusViewModel model;
    private final SiteViewModel site;
    private final Messages messages;

    @FXML HBox bar;
    @FXML HBox stateBox;
    @FXML Label state;
    @FXML Label uptime;
    @FXML Label transport;
    @FXML Label connections;
    @FXML Label connectionsUnit;
    @FXML Label requests;
    @FXML Label requestsUnit;
    @FXML Label sent;
    @FXML Label median;
    @FXML Label slow;
    @FXML Node speed;
    @FXML Label kept;

    /** Binds these models. */
    public StatusController(StatusViewModel model, SiteViewModel site, Messages messages) {
        this.model = model;
        this.site = site;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        StateDot dot = new StateDot();
        dot.stateProperty().bind(site.stateProperty());
        stateBox.getChildren().addFirst(dot);
        state.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get(StateDot.key(site.stateProperty().get())),
                site.stateProperty(), messages.languageProperty()));
        uptime.textProperty().bind(model.uptimeProperty().map(Quantities::span));
        uptime.visibleProperty().bind(site.runningProperty());
        uptime.managedProperty().bind(uptime.visibleProperty());
        transport.textProperty().bind(Bindings.createStringBinding(
                this::transportText, site.stateProperty(), messages.languageProperty()));
        transport.visibleProperty().bind(
                site.runningProperty().and(bar.widthProperty().greaterThan(ROOM_FOR_TRANSPORT)));
        transport.managedProperty().bind(transport.visibleProperty());
        connections.textProperty().bind(model.lineProperty().map(
                line -> Quantities.count(line.openConnections())));
        connectionsUnit.textProperty().bind(unit("status.connections", () ->
                model.lineProperty().get().openConnections()));
        requests.textProperty().bind(model.lineProperty().map(line -> Quantities.count(line.requests())));
        requestsUnit.textProperty().bind(unit("status.requests", () -> model.lineProperty().get().requests()));
        sent.textProperty().bind(model.lineProperty().map(line -> Quantities.bytes(line.sentBytes())));
        sent.accessibleHelpProperty().bind(model.lineProperty().map(line -> Quantities.exactBytes(line.sentBytes())));
        median.textProperty().bind(model.lineProperty().map(line -> Quantities.duration(line.medianNanos())));
        slow.textProperty().bind(model.lineProperty().map(line -> Quantities.duration(line.slowNanos())));
        speed.visibleProperty().bind(Bindings.createBooleanBinding(
                () -> model.lineProperty().get().slowNanos() > 0 && bar.getWidth() > ROOM_FOR_SPEED,
                model.lineProperty(), bar.widthProperty()));
        speed.managedProperty().bind(speed.visibleProperty());
        kept.textProperty().bind(Bindings.createStringBinding(
                () -> messages.get("status.kept",
                        Quantities.count(model.lineProperty().get().kept()),
                        Quantities.count(model.lineProperty().get().requests())),
                model.lineProperty(), messages.languageProperty()));
        kept.visibleProperty().bind(bar.widthProperty().greaterThan(ROOM_FOR_KEPT));
        kept.managedProperty().bind(kept.visibleProperty());
        bar.accessibleTextProperty().bind(Bindings.createStringBinding(
                () -> String.join(", ", state.getText(), uptime.getText(),
                        connections.getText() + " " + connectionsUnit.getText(),
                        requests.getText() + " " + requestsUnit.getText()),
                state.textProperty(), uptime.textProperty(), connections.textProperty(),
                requests.textProperty()));
    }

    private String transportText() {
        return site.stateProperty().get() instanceof ServerState.Running running
                ? messages.get("status.transport", running.transport().label(),
                        messages.count("status.loops", running.eventLoops()))
                : "";
    }

    private StringBinding unit(String key, LongSupplier number) {
        return Bindings.createStringBinding(
                () -> messages.count(key, number.getAsLong()), model.lineProperty(), messages.languageProperty());
    }
}
