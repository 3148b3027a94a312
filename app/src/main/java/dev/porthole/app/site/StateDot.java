package dev.porthole.app.site;

import dev.porthole.server.ServerState;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A server's state at a glance, by colour and by shape: a dot, a hollow ring, a triangle. */
public final class StateDot extends Region {

    private enum Look {
        STOPPED,
        CHANGING,
        RUNNING,
        FAILED
    }

    private final ObjectProperty<ServerState> state = new SimpleObjectProperty<>(new ServerState.Stopped());

    /** A ring: stopped. */
    public StateDot() {
        getStyleClass().add("state-dot");
        state.subscribe(now -> {
            for (Look one : Look.values()) {
                pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)), one == look(now));
            }
        });
    }

    /** The state that is shown. */
    public ObjectProperty<ServerState> stateProperty() {
        return state;
    }

    /** The key of the word for a state. */
    public static String key(ServerState state) {
        return switch (state) {
            case ServerState.Stopped stopped -> "state.stopped";
            case ServerState.Starting starting -> "state.starting";
            case ServerState.Running running -> "state.running";
            case ServerState.Stopping stopping -> "state.stopping";
            case ServerState.Failed failed -> "state.failed";
        };
    }

    private static Look look(ServerState state) {
        return switch (state) {
            case ServerState.Stopped stopped -> Look.STOPPED;
            case ServerState.Starting starting -> Look.CHANGING;
            case ServerState.Running running -> Look.RUNNING;
            case ServerState.Stopping stopping -> Look.CHANGING;
            case ServerState.Failed failed -> Look.FAILED;
        };
    }
}
