package dev.porthole.app.lab.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.question.QuestionViewModel.Phase;
import dev.porthole.app.platform.Threads;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.backlog.Visitor.Place;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogViewModelTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final LabFrame frame =
            stage.call(() -> new LabFrame(threads, new ClassTrace(Clock.systemUTC())));
    private final BacklogViewModel model = stage.call(() -> new BacklogViewModel(frame));

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void end() {
        stage.run(frame::closeRuns);
        stage.close();
        threads.close();
    }

    private int count(Place place) {
        return model.pictureProperty().get().in(place).size();
    }

    @Test
    void ofEightThreeGetInAndTheClassIsAskedBefore() {
        stage.run(() -> model.listen(2));
        stage.run(() -> model.arrive(8));
        assertThat(stage.call(() -> frame.question().phaseProperty().get())).isEqualTo(Phase.ASKED);
        assertThat(stage.call(() -> model.pictureProperty().get().visitors())).isEmpty();
        stage.run(() -> {
            frame.question().skip();
            frame.question().run();
        });
        stage.until("three wait inside and five before the door",
                () -> count(Place.WAITING) == 3 && count(Place.KNOCKING) == 5);
        stage.until("the kernel says the same", () -> model.pictureProperty().get().waiting() == 3);
        stage.until("it is explained", () -> frame.question().phaseProperty().get() == Phase.EXPLAINED);
        stage.run(() -> model.gate(false));
        stage.until("all are accepted", () -> count(Place.INSIDE) == 8);
    }

    @Test
    void listeningAnewBeginsWithAnEmptyRoom() {
        stage.run(() -> model.listen(0));
        stage.run(() -> model.arrive(2));
        stage.until("one waits, one knocks", () -> count(Place.WAITING) == 1 && count(Place.KNOCKING) == 1);
        stage.run(() -> model.listen(5));
        assertThat(stage.call(() -> model.pictureProperty().get())).isEqualTo(BacklogPicture.empty(5));
        stage.run(() -> model.arrive(1));
        stage.until("one waits", () -> count(Place.WAITING) == 1);
        stage.run(model::reset);
        assertThat(stage.call(() -> model.runningProperty().get())).isFalse();
        assertThat(stage.call(() -> model.pictureProperty().get().visitors())).isEmpty();
    }

    @Test
    void neverTakesMoreClientsThanTheDescriptorsLastFor() {
        stage.run(() -> model.listen(0));
        stage.run(() -> model.arrive(BacklogViewModel.MOST_CLIENTS + 1));
        stage.run(() -> model.arrive(1));
        stage.until("one has come", () -> model.pictureProperty().get().visitors().size() == 1);
    }
}
