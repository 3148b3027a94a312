package dev.porthole.app.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.platform.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourViewModelTest {

    @TempDir Path temp;

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final BooleanProperty hasSites = new SimpleBooleanProperty();
    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void end() {
        writer.shutdownNow();
    }

    @Test
    void greetsOnceInItsLife() {
        TourViewModel first = tour();
        first.greet();
        assertThat(first.stepProperty().get()).isEqualTo(TourStep.DROP);
        first.skip();
        first.greet();
        assertThat(first.isShowing()).isFalse();
        TourViewModel atTheNextStart = tour();
        atTheNextStart.greet();
        assertThat(atTheNextStart.isShowing()).isFalse();
    }

    @Test
    void doesNotGreetWhoHasSites() {
        hasSites.set(true);
        TourViewModel tour = tour();
        tour.greet();
        assertThat(tour.isShowing()).isFalse();
    }

    @Test
    void nextWithoutASiteServesASampleAndGoesOnWithIt() {
        TourViewModel tour = tour();
        tour.begin();
        tour.next();
        assertThat(opened).containsExactly("sample");
        assertThat(tour.stepProperty().get()).isEqualTo(TourStep.DROP);
        hasSites.set(true);
        assertThat(tour.stepProperty().get()).isEqualTo(TourStep.ADDRESS);
    }

    @Test
    void aDroppedFolderTakesItAlong() {
        TourViewModel tour = tour();
        tour.begin();
        hasSites.set(true);
        assertThat(tour.stepProperty().get()).isEqualTo(TourStep.ADDRESS);
        assertThat(opened).isEmpty();
    }

    @Test
    void goesThroughEveryStopAndBackAndEnds() {
        hasSites.set(true);
        TourViewModel tour = tour();
        tour.begin();
        assertThat(tour.hasPrevious()).isFalse();
        for (TourStep step : List.of(TourStep.REQUESTS, TourStep.TABS, TourStep.SHARE, TourStep.LEARN)) {
            tour.next();
            assertThat(tour.stepProperty().get()).isEqualTo(step);
            assertThat(tour.hasPrevious()).isTrue();
        }
        tour.back();
        assertThat(tour.stepProperty().get()).isEqualTo(TourStep.SHARE);
        tour.next();
        tour.next();
        assertThat(tour.isShowing()).isFalse();
    }

    @Test
    void returnsToTheDropZoneWhenTheLastSiteGoes() {
        hasSites.set(true);
        TourViewModel tour = tour();
        tour.begin();
        tour.next();
        hasSites.set(false);
        assertThat(tour.stepProperty().get()).isEqualTo(TourStep.DROP);
    }

    private TourViewModel tour() {
        SettingsFile settings = new SettingsFile(temp, writer, problem -> { });
        TourViewModel tour = new TourViewModel(settings, hasSites, () -> opened.add("sample"));
        tour.stepProperty().subscribe(step -> settings.flush());
        return tour;
    }
}
