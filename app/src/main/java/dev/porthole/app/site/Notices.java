package dev.porthole.app.site;

import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The notices of the window, newest last, one for each thing they can be about. */
public final class Notices {

    private final ObservableList<Notice> shown = FXCollections.observableArrayList();
    private final ObservableList<Notice> readOnly = FXCollections.unmodifiableObservableList(shown);
    private final Executor ui;

    /** No notices yet. */
    public Notices(Executor ui) {
        this.ui = ui;
    }

    /** What is to be shown. */
    public ObservableList<Notice> shown() {
        return readOnly;
    }

    /** Shows a notice, in the place of an older one about the same thing. From any thread. */
    public void post(Notice notice) {
        ui.execute(() -> put(notice));
    }

    /** Shows a notice at once. On the thread of the window only. */
    void put(Notice notice) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).id().equals(notice.id())) {
                shown.set(i, notice);
                return;
            }
        }
        shown.add(notice);
    }

    /** Takes away the notice about one thing, if there is one. */
    public void remove(String id) {
        shown.removeIf(notice -> notice.id().equals(id));
    }
}
