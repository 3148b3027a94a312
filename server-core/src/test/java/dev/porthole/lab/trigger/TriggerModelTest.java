package dev.porthole.lab.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.system.EpollFlags;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compares the model with the kernel: the same random actions on both, and every answer must be the same. That is what
 * the model's badge stands on. To see a failure again: {@code -Dporthole.lab.seed=SEED}.
 */
class TriggerModelTest {

    private static final int WAITS = 120_000;
    private static final int LONGEST = 60;
    private static final List<Watcher> WATCHERS =
            List.of(Watcher.LT, Watcher.ET, Watcher.ONESHOT, Watcher.RDHUP, Watcher.IN_OUT_ET);

    private static final class Counts {
        private int waits;
        private final Set<String> told = new TreeSet<>();
    }

    @Test
    void saysTheSameAsTheKernel() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
        Long given = Long.getLong("porthole.lab.seed");
        Counts counts = new Counts();
        if (given != null) {
            compare(given, counts);
            return;
        }
        long seed = new Random().nextLong();
        while (counts.waits < WAITS) {
            compare(seed++, counts);
        }
        // Otherwise the actions would be too tame to prove anything.
        assertThat(counts.told).contains(
                "LT 0", "LT EPOLLIN", "LT EPOLLIN|EPOLLHUP", "LT EPOLLIN|EPOLLERR|EPOLLHUP",
                "ET 0", "ET EPOLLIN", "ET EPOLLIN|EPOLLERR|EPOLLHUP",
                "ONESHOT 0", "ONESHOT EPOLLIN", "ONESHOT EPOLLIN|EPOLLERR|EPOLLHUP",
                "RDHUP 0", "RDHUP EPOLLIN", "RDHUP EPOLLIN|EPOLLRDHUP",
                "RDHUP EPOLLIN|EPOLLERR|EPOLLHUP|EPOLLRDHUP",
                "IN|OUT|ET 0", "IN|OUT|ET EPOLLOUT", "IN|OUT|ET EPOLLIN|EPOLLOUT",
                "IN|OUT|ET EPOLLIN|EPOLLOUT|EPOLLERR|EPOLLHUP");
    }

    private static void compare(long seed, Counts counts) {
        Random random = new Random(seed);
        List<String> done = new ArrayList<>();
        try (LabSession session = new LabSession(event -> { })) {
            WatchedSocket kernel = new KernelSocket(session, WATCHERS);
            WatchedSocket model = new TriggerModel(WATCHERS);
            int length = 1 + random.nextInt(LONGEST);
            for (int i = 0; i < length; i++) {
                act(random, kernel, model, done, counts, seed);
            }
        }
    }

    private static void act(
            Random random, WatchedSocket kernel, WatchedSocket model, List<String> done, Counts counts, long seed) {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> {
                int bytes = 1 + random.nextInt(200);
                if (kernel.open()) {
                    done.add("send " + bytes);
                    kernel.send(bytes);
                    model.send(bytes);
                }
            }
            case 5, 6, 7, 8 -> {
                int most = 1 + random.nextInt(300);
                int read = kernel.read(most);
                done.add("read " + most + " = " + read);
                assertThat(model.read(most)).as("seed %d after %s", seed, done).isEqualTo(read);
            }
            case 9, 10 -> {
                Watcher watcher = WATCHERS.get(random.nextInt(WATCHERS.size()));
                done.add("modify " + watcher);
                kernel.modify(watcher);
                model.modify(watcher);
            }
            case 11 -> end(random, kernel, model, done);
            default -> {
                for (Watcher each : someOf(random)) {
                    int told = kernel.wait(each);
                    done.add("wait " + each + " = " + EpollFlags.names(told));
                    assertThat(model.wait(each)).as("seed %d after %s", seed, done).isEqualTo(told);
                    counts.waits++;
                    counts.told.add(each.column() + " " + EpollFlags.names(told));
                }
            }
        }
        assertThat(model.unread()).as("seed %d after %s", seed, done).isEqualTo(kernel.unread());
    }

    private static Set<Watcher> someOf(Random random) {
        Set<Watcher> some = EnumSet.noneOf(Watcher.class);
        for (Watcher each : WATCHERS) {
            if (random.nextInt(4) != 0) {
                some.add(each);
            }
        }
        return some;
    }

    /** Seldom, because little can happen afterwards; a reset may also follow a half-close. */
    private static void end(Random random, WatchedSocket kernel, WatchedSocket model, List<String> done) {
        if (kernel.open() && random.nextInt(3) == 0) {
            done.add("half-close");
            kernel.halfClose();
            model.halfClose();
        } else if (kernel.resettable() && random.nextInt(3) == 0) {
            done.add("reset");
            kernel.reset();
            model.reset();
        }
    }
}
