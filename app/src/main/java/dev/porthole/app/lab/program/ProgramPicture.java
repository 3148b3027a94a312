package dev.porthole.app.lab.program;

import dev.porthole.app.lab.program.ClientRow.Place;
import dev.porthole.lab.program.ProgramExperiment;
import dev.porthole.lab.program.ProgramState;
import dev.porthole.lab.program.ProgramState.Peer;
import dev.porthole.lab.program.ScriptedClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be seen of a program at one moment.
 *
 * @param state its loop and its connections; empty before it is started
 * @param rows its connections and clients
 * @param port that it listens on, -1 if it does not
 * @param gateClosed whether the gate is closed
 */
public record ProgramPicture(Optional<ProgramState> state, List<ClientRow> rows, int port, boolean gateClosed) {

    /** Of a program that is not started. */
    public static final ProgramPicture EMPTY = new ProgramPicture(Optional.empty(), List.of(), -1, false);

    /** Copies the rows. */
    public ProgramPicture {
        rows = List.copyOf(rows);
    }

    /** Of a program now; asks the kernel, so not on the thread of the window. */
    static ProgramPicture of(ProgramExperiment experiment) {
        Optional<ProgramState> state = experiment.state();
        List<Peer> peers = state.map(ProgramState::peers).orElse(List.of());
        return new ProgramPicture(
                state, rows(peers, experiment.clients()), experiment.port(), experiment.gateClosed());
    }

    /** Both sides know the port of the client; a descriptor is another's as soon as it is closed. */
    private static List<ClientRow> rows(List<Peer> peers, List<ScriptedClient> clients) {
        Map<Integer, Peer> byPort = new LinkedHashMap<>();
        peers.forEach(peer -> byPort.put(peer.port(), peer));
        List<ClientRow> rows = new ArrayList<>();
        for (ScriptedClient client : clients) {
            Peer peer = client.port() < 0 ? null : byPort.remove(client.port());
            boolean here = client.state() == ScriptedClient.State.CONNECTED
                    || client.state() == ScriptedClient.State.CONNECTING;
            if (peer != null) {
                rows.add(new ClientRow(client.name(), here ? client : null, peer.number(), peer.descriptor(),
                        peer.port(), peer.unread(), peer.gone() ? Place.GHOST : Place.CONNECTED));
            } else if (here) {
                rows.add(new ClientRow(client.name(), client, 0, -1, client.port(), 0, placeOutside(client)));
            }
        }
        byPort.values().forEach(peer -> rows.add(new ClientRow("", null, peer.number(), peer.descriptor(),
                peer.port(), peer.unread(), peer.gone() ? Place.GHOST : Place.CONNECTED)));
        return rows;
    }

    private static Place placeOutside(ScriptedClient client) {
        if (client.state() != ScriptedClient.State.CONNECTED) {
            return Place.CONNECTING;
        }
        return client.isLeft() ? Place.LEFT : Place.WAITING;
    }

    /** Clients that are gone, and still here for the program. */
    public int ghosts() {
        return state.map(ProgramState::ghosts).orElse(0);
    }
}
