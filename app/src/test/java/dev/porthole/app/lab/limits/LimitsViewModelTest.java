package dev.porthole.app.lab.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.app.Await;
import dev.porthole.app.lab.ClassTrace;
import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.text.Phrase;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.event.LabEvent;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsViewModelTest {

    private final Await.Stage window = new Await.Stage();
    private final Threads threads = Threads.with(window.executor());
    private final LabFrame frame = new LabFrame(threads, new ClassTrace(Clock.systemUTC()));
    private final LimitsViewModel model = new LimitsViewModel(frame);

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void end() {
        window.run(model::reset);
        threads.close();
        window.close();
    }

    @Test
    void eachStepRunsTheNextProof() {
        ProofViewModel files = model.proofs().getFirst();
        window.run(model::step);
        window.until("the first is proved", () -> files.doneProperty().get());
        window.run(() -> {
            assertThat(files.findingProperty().get()).isEqualTo(Phrase.of("lab.limits.finding.files"));
            assertThat(files.lines()).filteredOn(LabEvent.Call.class::isInstance).map(Object::toString)
                    .anyMatch(call -> call.startsWith("epoll_ctl(") && call.endsWith(" = -1 EPERM"));
            assertThat(model.proofs().get(1).lines()).isEmpty();
            model.step();
        });
        window.until("the second is proved", () -> model.proofs().get(1).doneProperty().get());
    }

    @Test
    void allRunBesideEachOther() {
        window.run(model::runAll);
        for (ProofViewModel each : model.proofs()) {
            window.until(each.proof().name() + " is proved", () -> each.doneProperty().get());
            window.run(() -> assertThat(each.findingProperty().get()).extracting(Phrase::key)
                    .isEqualTo("lab.limits.finding." + each.proof().id()));
        }
    }

    @Test
    void resetEndsAndForgets() {
        window.run(() -> {
            model.runAll();
            model.reset();
            for (ProofViewModel each : model.proofs()) {
                assertThat(each.runningProperty().get()).isFalse();
                assertThat(each.lines()).isEmpty();
            }
        });
    }
}
