package dev.porthole.app.lab.backlog;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabRun;
import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.backlog.WaitingRoom;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A listening program behind a closed gate, and clients. For the thread of the window. */
public final class BacklogViewModel {

    /** How many clients there may be, so that the descriptors last. */
    static final int MOST_CLIENTS = 64;
    /** How many come when a class is asked. */
    static final int EIGHT = 8;

    private static final int ASKED_BACKLOG = 2;
    private static final int MOST_PLACES = 32;
    private static final long LOOKS_MILLIS = 50;
    private static final Question HOW_MANY = new Question("lab.backlog.ask", 3, 2);

    private final LabFrame frame;
    private final ReadOnlyObjectWrapper<BacklogPicture> picture =
            new ReadOnlyObjectWrapper<>(BacklogPicture.empty(ASKED_BACKLOG));
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private boolean asked;
    private int clients;
    private @Nullable LabRun run;
    private @Nullable WaitingRoom room;

    /** A room for three, not open yet. */
    public BacklogViewModel(LabFrame frame) {
        this.frame = frame;
    }

    /** Listens anew; whoever was there goes. */
    public void listen(int backlog) {
        stop();
        int places = Math.clamp(backlog, 0, MOST_PLACES);
        LabRun begun = frame.open(Experiment.BACKLOG, "room", Evidence.KERNEL, batch -> { });
        WaitingRoom opened = new WaitingRoom(begun.session(), places);
        run = begun;
        room = opened;
        clients = 0;
        picture.set(BacklogPicture.empty(places));
        running.set(true);
        begun.stateProperty().subscribe((before, now) -> stopped(begun));
        opened.open();
        begun.session().start("watch", () -> watch(begun, opened, places));
    }

    /** Looks at the room at most 20 times a second, as long as its session lasts. */
    private void watch(LabRun watched, WaitingRoom seen, int backlog) throws InterruptedException {
        BacklogPicture last = BacklogPicture.empty(backlog);
        while (true) {
            BacklogPicture now = BacklogPicture.of(seen, backlog);
            if (!now.equals(last)) {
                last = now;
                frame.threads().ui().execute(() -> show(watched, now));
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    private void show(LabRun watched, BacklogPicture now) {
        if (watched.equals(run)) {
            picture.set(now);
            if (now.visitors().size() >= EIGHT) {
                frame.question().explain();
            }
        }
    }

    /** Some more clients connect; of eight before a room for three a class is asked the first time. */
    public void arrive(int count) {
        if (run == null || clients + count > MOST_CLIENTS) {
            return;
        }
        boolean question = !asked && count == EIGHT && clients == 0 && picture.get().backlog() == ASKED_BACKLOG;
        if (question) {
            asked = true;
            frame.ask(HOW_MANY, () -> send(count));
        } else {
            send(count);
        }
    }

    private void send(int count) {
        LabRun now = run;
        WaitingRoom before = room;
        if (now != null && before != null) {
            clients += count;
            now.session().start("clients", () -> before.arrive(count));
        }
    }

    /** Lets the program accept, or stops it from accepting. */
    public void gate(boolean closed) {
        LabRun now = run;
        WaitingRoom before = room;
        if (now != null && before != null) {
            now.session().start("lab", closed ? before::closeGate : before::openGate);
        }
    }

    private void stopped(LabRun over) {
        if (over.equals(run)) {
            run = null;
            room = null;
            running.set(false);
        }
    }

    /** Everybody goes; the picture stays. */
    public void stop() {
        LabRun now = run;
        if (now != null) {
            now.close();
        }
    }

    /** Everybody goes, and the room is empty. */
    public void reset() {
        stop();
        asked = false;
        frame.question().clear();
        picture.set(BacklogPicture.empty(picture.get().backlog()));
    }

    /** The room now. */
    public ReadOnlyObjectProperty<BacklogPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Whether somebody listens. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
