package dev.porthole.app.lab.area;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.app.lab.LabStage;
import dev.porthole.app.lab.backlog.BacklogStage;
import dev.porthole.app.lab.cost.CostStage;
import dev.porthole.app.lab.keepalive.KeepAliveStage;
import dev.porthole.app.lab.limits.LimitsStage;
import dev.porthole.app.lab.plain.PlainStage;
import dev.porthole.app.lab.program.ProgramStage;
import dev.porthole.app.lab.servers.ServersStage;
import dev.porthole.app.lab.trigger.TriggerStage;
import dev.porthole.app.view.ViewLoader;
import dev.porthole.lab.LabSupport;
import dev.porthole.lab.script.Experiment;
import java.util.EnumSet;
import java.util.Set;

/** Which stage shows which experiment. */
final class Stages {

    /** On other systems these show what was recorded on Linux. */
    private static final Set<Experiment> NEED_THE_KERNEL =
            EnumSet.of(Experiment.PROGRAMS, Experiment.COST, Experiment.BACKLOG, Experiment.LIMITS);

    private Stages() {}

    /** A new stage for an experiment. */
    static LabStage make(Experiment experiment, LabFrame frame, ViewLoader views) {
        if (!LabSupport.kernel() && NEED_THE_KERNEL.contains(experiment)) {
            return new PlainStage(experiment, frame, views);
        }
        return switch (experiment) {
            // Level-triggered, edge-triggered, one-shot.
            case TRIGGER -> new TriggerStage(frame, views);
            // The two programs and their defects.
            case PROGRAMS -> new ProgramStage(frame, views);
            // What a wait costs.
            case COST -> new CostStage(frame, views);
            // A slow client and four servers.
            case SERVERS -> new ServersStage(frame, views);
            // Kept connections.
            case KEEPALIVE -> new KeepAliveStage(frame, views);
            // The waiting room.
            case BACKLOG -> new BacklogStage(frame, views);
            // What epoll cannot do.
            case LIMITS -> new LimitsStage(frame, views);
        };
    }
}
