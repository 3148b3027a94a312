package dev.porthole.app.lab.code;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Which program is shown beside the experiment, and which of its system calls is the last one made. */
public final class CodeViewModel {

    private final ReadOnlyStringWrapper listing = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper call = new ReadOnlyStringWrapper("");

    /** Shows a program: {@code echo} or {@code web}. */
    public void show(String name) {
        listing.set(name);
        call.set("");
    }

    /** Shows none. */
    public void hide() {
        show("");
    }

    /** Marks the line that makes a system call, named as strace(1) does: {@code accept4}; nothing for none. */
    public void mark(String name) {
        call.set(name);
    }

    /** The program's name; empty for none. */
    public ReadOnlyStringProperty listingProperty() {
        return listing.getReadOnlyProperty();
    }

    /** The system call whose line is marked; empty for none. */
    public ReadOnlyStringProperty callProperty() {
        return call.getReadOnlyProperty();
    }
}
