package dev.porthole.lab.limits;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.Script;
import java.util.List;

/** A short program that proves one thing about epoll. */
public abstract sealed class Proof implements Script
        permits FilesProof, ErrorsProof, DupProof, ExclusiveProof, ReuseProof, OneshotProof, NestedProof {

    static final int DESCRIPTORS = 16;

    private static final String PREFIX = "limits-";

    private final String name;

    Proof(String name) {
        this.name = name;
    }

    /** {@return all of them, in the order in which they are shown} */
    public static List<Proof> all() {
        return List.of(new FilesProof(), new ErrorsProof(), new DupProof(), new ReuseProof(), new ExclusiveProof(),
                new OneshotProof(), new NestedProof());
    }

    /** {@return what it is called in the keys of its texts: {@code files}} */
    public String id() {
        return name.substring(PREFIX.length());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Experiment experiment() {
        return Experiment.LIMITS;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }
}
