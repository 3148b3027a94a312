package dev.porthole.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the real window at full load, headless and, where there is an Xvfb, on a screen; each in a process of
 * its own. Arguments: seconds at a steady rate (60), requests a second (20000), rounds of as many requests as
 * possible (5), "headless" or "xvfb" to measure there only.
 */
public final class WindowBench {

    private static final PrintStream OUT = System.out;

    private WindowBench() {}

    /** Ends by itself; fails if one of the windows did. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = new ArrayList<>(Arrays.asList(arguments));
        boolean headless = !given.remove("xvfb");
        boolean screen = !given.remove("headless");
        int failed = headless ? window(List.of("-Dglass.platform=Headless"), "", given) : 0;
        if (screen && failed == 0) {
            failed = onScreen(given);
        }
        System.exit(failed);
    }

    private static int onScreen(List<String> arguments) throws IOException, InterruptedException {
        if (!isOnPath("Xvfb")) {
            OUT.println("Xvfb is not installed, so there are no figures from a screen.");
            return 0;
        }
        Process xvfb = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader display =
                new BufferedReader(new InputStreamReader(xvfb.getInputStream(), StandardCharsets.US_ASCII))) {
            return window(List.of(), ":" + display.readLine(), arguments);
        } finally {
            xvfb.destroy();
            xvfb.waitFor();
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int window(List<String> options, String display, List<String> arguments)
            throws IOException, InterruptedException {
        OUT.println(display.isEmpty() ? "Headless" : "Xvfb, 1280x800");
        List<String> command = java();
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(options);
        command.add("-Dprism.order=sw");
        command.add(MeasuredWindow.class.getName());
        command.addAll(arguments);
        ProcessBuilder window = new ProcessBuilder(command).inheritIO();
        window.environment().put("DISPLAY", display);
        return window.start().waitFor();
    }

    /** The command that starts another program of this bench. */
    static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath", System.getProperty("java.class.path")));
    }
}
