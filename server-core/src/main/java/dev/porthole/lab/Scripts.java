package dev.porthole.lab;

import dev.porthole.lab.backlog.BacklogScript;
import dev.porthole.lab.cost.CostScript;
import dev.porthole.lab.keepalive.ByteRulerScript;
import dev.porthole.lab.keepalive.KeepAliveScript;
import dev.porthole.lab.limits.DupProof;
import dev.porthole.lab.limits.ErrorsProof;
import dev.porthole.lab.limits.ExclusiveProof;
import dev.porthole.lab.limits.FilesProof;
import dev.porthole.lab.limits.NestedProof;
import dev.porthole.lab.limits.OneshotProof;
import dev.porthole.lab.limits.ReuseProof;
import dev.porthole.lab.program.ProgramScript;
import dev.porthole.lab.script.Script;
import dev.porthole.lab.servers.ServersScript;
import dev.porthole.lab.servers.SlowReaderScript;
import dev.porthole.lab.trigger.Act;
import dev.porthole.lab.trigger.ActScript;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All scripts of the lab. */
public final class Scripts {

    private static final List<Script> ALL = Stream.of(
            List.<Script>of(new ActScript(Act.READING), new ActScript(Act.CLOSE), new ActScript(Act.WRITING)),
            ProgramScript.all(),
            List.<Script>of(
                    CostScript.COST, CostScript.ALL_READY, new ServersScript(), new SlowReaderScript(),
                    new KeepAliveScript(), new ByteRulerScript()),
            BacklogScript.all(),
            List.<Script>of(
                    new FilesProof(), new ErrorsProof(), new DupProof(), new ExclusiveProof(), new ReuseProof(),
                    new OneshotProof(), new NestedProof()))
            .flatMap(List::stream).toList();

    private Scripts() {}

    /** {@return all of them, in the order of their experiments} */
    public static List<Script> all() {
        return ALL;
    }

    /**
     * {@return the one with this name}
     *
     * @param name as on the command line
     */
    public static Optional<Script> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
