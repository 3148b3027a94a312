package dev.porthole.app.lab.lesson;

import dev.porthole.app.lab.question.Question;
import dev.porthole.lab.script.Experiment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The blocks of the lesson, in their order. Those after the ticket are for a class that is fast. */
public enum LessonBlock {
    /** One thread serves everybody. */
    THREADS(0, 3, null, new Question("lab.ask.threads", 3, 2)),
    /** A connection is kept. */
    RELOAD(3, 8, null, new Question("lab.ask.reload", 3, 2)),
    /** The first program, line by line. */
    ECHO(8, 13, Experiment.PROGRAMS),
    /** Clients that leave and are not noticed. */
    GHOSTS(13, 17, Experiment.PROGRAMS, new Question("lab.ask.offline", 3, 1)),
    /** Level and edge. */
    TRIGGERS(17, 25, Experiment.TRIGGER, new Question("lab.ask.part", 4, 1), new Question("lab.ask.more", 3, 2)),
    /** The four laws. */
    LAWS(25, 30, Experiment.PROGRAMS, new Question("lab.ask.drain", 3, 2)),
    /** A slow client. */
    SLOW(30, 35, Experiment.SERVERS, new Question("lab.ask.fast", 3, 2)),
    /** What a wait costs. */
    COSTS(35, 39, Experiment.COST, new Question("lab.ask.idle", 3, 3), new Question("lab.ask.all", 2, 1)),
    /** A length that is wrong. */
    LENGTH(39, 43, Experiment.KEEPALIVE, new Question("lab.ask.missing", 3, 3), new Question("lab.ask.cut", 3, 2)),
    /** What everybody takes home. */
    TICKET(43, 45, null, new Question("lab.ask.silent", 3, 2), new Question("lab.ask.nonblock", 3, 2),
            new Question("lab.ask.out", 3, 3)),
    /** Spare: the waiting room. */
    ROOM(45, 50, Experiment.BACKLOG, new Question("lab.ask.backlog", 3, 2)),
    /** Spare: what epoll cannot do. */
    LIMITS(50, 55, Experiment.LIMITS, new Question("lab.ask.files", 3, 3));

    /** How long the lesson takes. */
    public static final Duration LESSON = Duration.ofMinutes(45);

    private final int from;
    private final int to;
    private final @Nullable Experiment experiment;
    /** Made by List.of, which nobody can change. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Question> questions;

    LessonBlock(int from, int to, @Nullable Experiment experiment, Question... questions) {
        this.from = from;
        this.to = to;
        this.experiment = experiment;
        this.questions = List.of(questions);
    }

    /** When it begins, in minutes of the lesson. */
    public int from() {
        return from;
    }

    /** When it ends, in minutes of the lesson. */
    public int to() {
        return to;
    }

    /** Whether it comes after the lesson, if there is time. */
    public boolean spare() {
        return from >= LESSON.toMinutes();
    }

    /** The experiment that is used; nothing for the event loop of the server. */
    public Optional<Experiment> experiment() {
        return Optional.ofNullable(experiment);
    }

    /** What the class is asked. */
    public List<Question> questions() {
        return questions;
    }

    /** The key of its title; what is done, seen and said stands under it. */
    public String title() {
        return "lab.lesson." + name();
    }
}
