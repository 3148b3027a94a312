package dev.porthole.app.lab.record;

import dev.porthole.lab.event.Evidence;
import java.time.Instant;

/**
 * What was recorded, where and when.
 *
 * @param script the script's name, or what else ran
 * @param experiment the experiment's name, such as {@code trigger}
 * @param evidence where its events came from when they happened
 * @param os the operating system, such as {@code Linux}
 * @param kernel its version
 * @param processor the kind of processor, such as {@code amd64}
 * @param jdk the version of Java
 * @param date when it began
 */
public record RecordingHeader(
        String script, String experiment, Evidence evidence, String os, String kernel, String processor, String jdk,
        Instant date) {

    /** The header of what runs on this computer. */
    public static RecordingHeader here(String script, String experiment, Evidence evidence, Instant date) {
        return new RecordingHeader(
                script, experiment, evidence, System.getProperty("os.name"), System.getProperty("os.version"),
                System.getProperty("os.arch"), Runtime.version().toString(), date);
    }
}
