package dev.porthole.app.lab;

import dev.porthole.app.lab.question.QuestionViewModel.Vote;
import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.Experiment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one class has seen and said: every run with its events, and every vote. For the thread of the window. */
public final class ClassTrace {

    /** How many events are kept in all; a class that runs every experiment ten times has about half of it. */
    static final int MOST_EVENTS = 100_000;

    private final Clock clock;
    private final List<Run> runs = new ArrayList<>();
    private final List<Vote> votes = new ArrayList<>();
    private int events;

    /** An empty trace. */
    public ClassTrace(Clock clock) {
        this.clock = clock;
    }

    /** One run of an experiment. */
    public final class Run {

        private final Experiment experiment;
        private final String name;
        private final Evidence evidence;
        private final Instant begun = clock.instant();
        private final List<LabEvent> told = new ArrayList<>();
        private long lost;

        private Run(Experiment experiment, String name, Evidence evidence) {
            this.experiment = experiment;
            this.name = name;
            this.evidence = evidence;
        }

        /** Keeps what has happened, as long as there is room. */
        void add(EventBatch batch) {
            lost += batch.lost();
            int room = Math.min(batch.events().size(), MOST_EVENTS - events);
            told.addAll(batch.events().subList(0, room));
            events += room;
            lost += batch.events().size() - room;
        }

        /** Which experiment it was. */
        public Experiment experiment() {
            return experiment;
        }

        /** The script, or what else ran. */
        public String name() {
            return name;
        }

        /** Where its events come from. */
        public Evidence evidence() {
            return evidence;
        }

        /** When it began. */
        public Instant begun() {
            return begun;
        }

        /** Its events, the first first. */
        public List<LabEvent> events() {
            return List.copyOf(told);
        }

        /** How many of its events there was no room for. */
        public long lost() {
            return lost;
        }
    }

    /** A run begins. */
    Run begin(Experiment experiment, String name, Evidence evidence) {
        Run run = new Run(experiment, name, evidence);
        runs.add(run);
        return run;
    }

    void add(Vote vote) {
        votes.add(vote);
    }

    /** Every run, the first first. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    /** Every vote, the first first. */
    public List<Vote> votes() {
        return List.copyOf(votes);
    }

    /** Forgets everything: another class begins. */
    public void clear() {
        runs.clear();
        votes.clear();
        events = 0;
    }
}
