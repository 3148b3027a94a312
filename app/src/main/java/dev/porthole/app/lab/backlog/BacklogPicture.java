package dev.porthole.app.lab.backlog;

import dev.porthole.lab.backlog.Visitor;
import dev.porthole.lab.backlog.Visitor.Place;
import dev.porthole.lab.backlog.WaitingRoom;
import dev.porthole.lab.program.ProgramState;
import java.util.List;

/**
 * What is to be seen of the waiting room at one moment.
 *
 * @param visitors all clients, in the order of their arrival
 * @param waiting how many the kernel has that are not accepted
 * @param backlog the kernel's limit for them, less one
 * @param gateClosed whether nobody is accepted
 */
public record BacklogPicture(List<Visitor> visitors, int waiting, int backlog, boolean gateClosed) {

    /** Copies the list. */
    public BacklogPicture {
        visitors = List.copyOf(visitors);
    }

    /** Nobody before a room of some size. */
    static BacklogPicture empty(int backlog) {
        return new BacklogPicture(List.of(), 0, backlog, true);
    }

    /** Of a room now; asks the kernel, so not on the thread of the window. */
    static BacklogPicture of(WaitingRoom room, int backlog) {
        ProgramState state = room.state();
        return new BacklogPicture(room.visitors(), state.waiting(), backlog, room.gateClosed());
    }

    /** The clients in some places. */
    List<Visitor> in(Place... places) {
        return visitors.stream().filter(each -> List.of(places).contains(each.place())).toList();
    }
}
