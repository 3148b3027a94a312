package dev.porthole.app.bench;

import dev.porthole.app.PortholeApplication;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

/** The window under load, first at a steady rate, then with as many requests as possible. See {@link WindowBench}. */
public final class MeasuredWindow {

    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS_BETWEEN_HEAPS = 30;
    private static final int SECONDS_OF_A_ROUND = 5;
    private static final int CONNECTIONS = 8;
    private static final int MANY_CONNECTIONS = 64;
    private static final int AS_MANY_AS_POSSIBLE = 0;
    private static final CompletableFuture<Stage> STAGE = new CompletableFuture<>();
    private static final PrintStream OUT = System.out;

    private final Scene scene;
    private final URI address;
    private long answered;

    private MeasuredWindow(Scene scene) throws Exception {
        this.scene = scene;
        this.address = address(scene);
    }

    /** The application as users have it, with its stage made known. */
    public static final class MeasuredApplication extends PortholeApplication {
        @Override
        public void start(Stage stage) {
            super.start(stage);
            STAGE.complete(stage);
        }
    }

    /** Runs once and ends by itself. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        Path folder = Files.createTempDirectory("porthole-bench");
        System.setProperty("porthole.config", Files.createDirectory(folder.resolve("config")).toString());
        Path site = Files.createDirectory(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "x".repeat(1_024));
        Thread.ofPlatform().start(() -> Application.launch(MeasuredApplication.class, site.toString()));
        Scene scene = STAGE.get(30, TimeUnit.SECONDS).getScene();
        int code = 0;
        try {
            MeasuredWindow window = new MeasuredWindow(scene);
            window.steady(rate, seconds);
            window.counter();
            window.compareWithPaused(rounds);
            window.counter();
        } catch (IllegalStateException e) {
            OUT.println(e.getMessage());
            code = 1;
        }
        Platform.exit();
        delete(folder);
        System.exit(code);
    }

    private void steady(int rate, int seconds) throws Exception {
        load(CONNECTIONS, rate, WARM_UP_SECONDS).get();
        Pulses pulses = new Pulses();
        Map<String, Long> before = processorTimes();
        long begun = System.nanoTime();
        CompletableFuture<Load.Result> load = load(CONNECTIONS, rate, seconds);
        List<double[]> heaps = new ArrayList<>();
        pulses.start();
        do {
            double minutes = (System.nanoTime() - begun) / 60e9;
            heaps.add(new double[] {minutes, pulses.without(MeasuredWindow::liveHeap) / 1e6});
        } while (!ended(load, SECONDS_BETWEEN_HEAPS));
        pulses.stop();
        Load.Result result = load.get();
        double took = (System.nanoTime() - begun) / 1e9;
        OUT.printf("%,d requests in %d s: %,.0f a second%n", result.answers(), seconds, result.rate());
        pulses.print();
        printHeaps(heaps);
        processorTimes().entrySet().stream()
                .map(now -> Map.entry(now.getKey(), now.getValue() - before.getOrDefault(now.getKey(), 0L)))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(5)
                .forEach(used -> OUT.printf("  %4.1f %% of a processor: %s%n",
                        used.getValue() / took / 1e7, used.getKey()));
    }

    private void compareWithPaused(int rounds) throws Exception {
        List<Double> live = new ArrayList<>();
        List<Double> paused = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // Whatever changes with time must not always favour the same one.
            boolean liveFirst = round % 2 == 0;
            double one = round(liveFirst);
            double other = round(!liveFirst);
            live.add(liveFirst ? one : other);
            paused.add(liveFirst ? other : one);
            losses.add(100 * (1 - live.getLast() / paused.getLast()));
        }
        pause(false);
        if (rounds > 0) {
            OUT.printf("as many as possible, medians of %d rounds: %,.0f a second live, %,.0f paused; live costs "
                    + "%.1f %% (median of the rounds' own, which were %s)%n",
                    rounds, median(live), median(paused), median(losses),
                    losses.stream().map(loss -> String.format("%.1f", loss)).toList());
        }
    }

    private double round(boolean isLive) throws Exception {
        pause(!isLive);
        return load(MANY_CONNECTIONS, AS_MANY_AS_POSSIBLE, SECONDS_OF_A_ROUND).get().rate();
    }

    private void pause(boolean wanted) throws Exception {
        onFx(() -> {
            ToggleButton pause = (ToggleButton) scene.lookup("#pause");
            if (pause.isSelected() != wanted) {
                pause.fire();
            }
            return true;
        });
    }

    /** The window's own count must reach the number of answers that the clients have seen. */
    private void counter() throws Exception {
        String wanted = String.format("%,d", answered);
        String shown = "";
        for (int i = 0; i < 100 && !shown.equals(wanted); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            shown = onFx(() -> ((Labeled) scene.lookup(".status-bar #requests")).getText()).replace('\u202f', ',');
        }
        if (!shown.equals(wanted)) {
            throw new IllegalStateException("The window counts " + shown + " requests; answered were " + wanted);
        }
        OUT.printf("counter in the window: %s, exact%n", shown);
    }

    private CompletableFuture<Load.Result> load(int connections, int rate, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            Load.Result result = Load.inAnotherProcess(address.getPort(), connections, rate, seconds);
            answered += result.answers();
            return result;
        });
    }

    private static boolean ended(CompletableFuture<?> load, int seconds) throws Exception {
        try {
            load.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static double liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void printHeaps(List<double[]> heaps) {
        double meanTime = heaps.stream().mapToDouble(heap -> heap[0]).average().orElse(0);
        double meanSize = heaps.stream().mapToDouble(heap -> heap[1]).average().orElse(0);
        double along = heaps.stream().mapToDouble(heap -> (heap[0] - meanTime) * (heap[1] - meanSize)).sum();
        double across = heaps.stream().mapToDouble(heap -> Math.pow(heap[0] - meanTime, 2)).sum();
        OUT.printf("live heap every %d s: %s MB; slope %.2f MB a minute%n", SECONDS_BETWEEN_HEAPS,
                heaps.stream().map(heap -> String.format("%.1f", heap[1])).toList(),
                across == 0 ? 0 : along / across);
    }

    private static Map<String, Long> processorTimes() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> times = new HashMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                times.merge(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
            }
        }
        return times;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static URI address(Scene scene) throws Exception {
        for (int i = 0; i < 300; i++) {
            String text = onFx(() -> ((Labeled) scene.lookup("#address")).getText());
            if (text != null && text.startsWith("http") && answers(URI.create(text))) {
                return URI.create(text);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("The site did not start.");
    }

    private static boolean answers(URI address) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static <T> T onFx(Supplier<T> question) throws Exception {
        return CompletableFuture.supplyAsync(question, Platform::runLater).get(20, TimeUnit.SECONDS);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> everything = Files.walk(folder)) {
            for (Path one : everything.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }
}
