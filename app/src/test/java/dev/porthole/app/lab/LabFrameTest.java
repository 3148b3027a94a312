package dev.porthole.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.Await;
import dev.porthole.app.platform.Threads;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;
import dev.porthole.lab.script.TooFewDescriptorsException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabFrameTest {

    private final Await.Stage stage = new Await.Stage();
    private final Threads threads = Threads.with(stage.executor());
    private final ClassTrace trace = new ClassTrace(Clock.systemUTC());
    private final LabFrame frame = stage.call(() -> new LabFrame(threads, trace));
    private final List<LabEvent> shown = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        stage.run(frame::closeRuns);
        stage.close();
        threads.close();
    }

    /** A script of one piece of work. */
    private record Piece(Work work) implements Script {

        private interface Work {
            void run(LabSession session) throws InterruptedException;
        }

        @Override
        public String name() {
            return "piece";
        }

        @Override
        public Experiment experiment() {
            return Experiment.LIMITS;
        }

        @Override
        public Evidence evidence() {
            return Evidence.LIVE;
        }

        @Override
        public void run(LabSession session) throws InterruptedException {
            work.run(session);
        }
    }

    private LabRun run(Piece.Work work) {
        return stage.call(() -> frame.run(new Piece(work), batch -> shown.addAll(batch.events())));
    }

    @Test
    void aScriptRunsToItsEndAndEverythingItToldArrivesInOrder() {
        LabRun run = run(session -> {
            for (int i = 0; i < 1_000; i++) {
                session.line("program", String.valueOf(i));
            }
        });
        stage.until("it is done", () -> run.stateProperty().get() == LabRun.State.DONE);
        assertThat(shown).hasSize(1_000);
        assertThat(shown.stream().map(event -> ((LabEvent.Line) event).text()).map(Integer::valueOf))
                .isSorted().doesNotHaveDuplicates();
        assertThat(stage.call(() -> trace.runs().getFirst().events())).isEqualTo(shown);
    }

    @Test
    void anOverflowIsCountedAndHoldsNobodyUp() {
        int many = EventRing.CAPACITY + 500;
        AtomicLong lost = new AtomicLong();
        LabRun run = stage.call(() -> frame.run(
                new Piece(session -> {
                    for (int i = 0; i < many; i++) {
                        session.line("program", String.valueOf(i));
                    }
                }),
                batch -> {
                    shown.addAll(batch.events());
                    lost.addAndGet(batch.lost());
                }));
        stage.until("it is done", () -> run.stateProperty().get() == LabRun.State.DONE);
        assertThat(shown.size() + lost.get()).isEqualTo(many);
        assertThat(lost.get()).isEqualTo(500);
        assertThat(((LabEvent.Line) shown.getLast()).text()).isEqualTo(String.valueOf(many - 1));
        assertThat(stage.call(() -> trace.runs().getFirst().lost())).isEqualTo(500);
    }

    @Test
    void leavingEndsWhatWaits() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        LabRun run = run(session -> {
            try {
                waiting.countDown();
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        waiting.await();
        stage.run(frame::closeRuns);
        assertThat(stage.call(() -> run.stateProperty().get())).isEqualTo(LabRun.State.CLOSED);
        Await.until("its thread has ended", () -> ended.getCount() == 0);
        Await.until("its session is over", run.session()::stopped);
    }

    @Test
    void whatComesAfterTheEndIsNotShown() {
        LabRun run = stage.call(() -> frame.open(
                Experiment.LIMITS, "any", Evidence.LIVE, batch -> shown.addAll(batch.events())));
        stage.run(run::close);
        run.session().line("program", "late");
        run.deliver();
        stage.until("it is kept", () -> trace.runs().getFirst().events().size() == 1);
        assertThat(shown).isEmpty();
    }

    @Test
    void tooFewDescriptorsAreSaidInWords() {
        LabRun run = run(session -> {
            throw new TooFewDescriptorsException(11_000, 40);
        });
        stage.until("it has failed", () -> run.stateProperty().get() == LabRun.State.FAILED);
        assertThat(run.problem()).satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("lab.run.descriptors");
            assertThat(problem.arguments()).containsExactly(11_000L, 40L);
        });
    }
}
