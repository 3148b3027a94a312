package dev.porthole.lab.program;

import dev.porthole.lab.Scripts;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.script.LabSession;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs a script in a process of its own and prints what the lab tells of its calls: thread, tabulator, call. */
final class TracedScript {

    private TracedScript() {}

    /** The name of the script is the argument. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (LabSession session = new LabSession(event -> {
            if (event instanceof LabEvent.Call call) {
                out.println(Thread.currentThread().threadId() + " " + call.thread() + "\t" + call);
            }
        })) {
            Scripts.named(arguments[0]).orElseThrow().run(session);
        }
    }
}
