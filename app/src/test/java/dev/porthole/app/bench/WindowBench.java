package dev.porthole.app.bench;

import dev.porthole.app.PortholeApplication;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;

/**
 * Opens the real window, sends it requests at a steady rate from the same machine, and prints how long the
 * window's thread was ever busy at one go, how much memory was in use, and whether the counters are exact.
 * Arguments: requests a second (1000), seconds (60).
 */
public final class WindowBench {

    private static final int CONNECTIONS = 8;
    private static final int WARM_UP_SECONDS = 10;
    private static final long PROBE_NANOS = 2_000_000;
    private static final CompletableFuture<Stage> STAGE = new CompletableFuture<>();
    private static final PrintStream OUT = System.out;

    private WindowBench() {}

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
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        Path folder = Files.createTempDirectory("porthole-bench");
        System.setProperty("porthole.config", folder.resolve("config").toString());
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "x".repeat(1_024));
        Thread window = Thread.ofPlatform().start(
                () -> Application.launch(MeasuredApplication.class, site.toString()));
        Scene scene = STAGE.get(30, TimeUnit.SECONDS).getScene();
        URI address = address(scene);

        load(address, rate, WARM_UP_SECONDS);
        long heapBefore = liveHeap();
        Responsiveness responsiveness = new Responsiveness();
        responsiveness.start();
        long sent = load(address, rate, seconds);
        responsiveness.stop();
        long heapAfter = liveHeap();

        long all = sent + (long) rate * WARM_UP_SECONDS;
        OUT.printf("%d requests in %d s, %.0f a second%n", sent, seconds, (double) sent / seconds);
        responsiveness.print();
        OUT.printf("live heap: %.1f MB before, %.1f MB after%n", heapBefore / 1e6, heapAfter / 1e6);
        OUT.printf("counter in the window: %s, requests made: %,d%n", counter(scene), all);
        Platform.exit();
        window.join();
    }

    private static URI address(Scene scene) throws Exception {
        for (int i = 0; i < 300; i++) {
            String text = onFx(() -> ((Labeled) scene.lookup("#address")).getText());
            if (text != null && text.startsWith("http") && answers(URI.create(text))) {
                return URI.create(text);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IllegalStateException("the site did not start");
    }

    private static boolean answers(URI address) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String counter(Scene scene) throws Exception {
        TimeUnit.SECONDS.sleep(1);
        return onFx(() -> ((Labeled) scene.lookup("#requests")).getText());
    }

    private static <T> T onFx(Supplier<T> question) throws Exception {
        return CompletableFuture.supplyAsync(question, Platform::runLater).get(20, TimeUnit.SECONDS);
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Sends requests at a steady rate over keep-alive connections; returns how many were answered. */
    private static long load(URI address, int rate, int seconds) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        CountDownLatch done = new CountDownLatch(CONNECTIONS);
        for (int i = 0; i < CONNECTIONS; i++) {
            int share = rate / CONNECTIONS + (i < rate % CONNECTIONS ? 1 : 0);
            Thread.ofPlatform().uncaughtExceptionHandler(WindowBench::giveUp).start(() -> {
                answered.addAndGet(client(address, share, seconds));
                done.countDown();
            });
        }
        done.await();
        return answered.get();
    }

    private static void giveUp(Thread thread, Throwable failure) {
        OUT.println("a client failed: " + failure.getMessage());
        Runtime.getRuntime().halt(1);
    }

    private static long client(URI address, int rate, int seconds) {
        byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        long total = (long) rate * seconds;
        long begun = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int length = -1;
            for (long n = 0; n < total; n++) {
                long due = begun + n * 1_000_000_000L / rate;
                LockSupport.parkNanos(due - System.nanoTime());
                socket.getOutputStream().write(request);
                length = length < 0 ? firstLength(in) : in.readNBytes(length).length;
            }
            return total;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the first answer and tells how long each is: they are all alike. */
    private static int firstLength(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.substring(head.indexOf("Content-Length: ") + 16);
        int body = Integer.parseInt(length.substring(0, length.indexOf("\r\n")));
        in.skipNBytes(body);
        return head.length() + body;
    }

    /** How long something handed to the window's thread has to wait, and how far its frames are apart. */
    private static final class Responsiveness {

        private final Histogram waits = new Histogram(3);
        private final Histogram frames = new Histogram(3);
        private volatile boolean running = true;
        private final Thread probe = new Thread(this::probe);
        private final AnimationTimer timer = new AnimationTimer() {
            private long last;

            @Override
            public void handle(long now) {
                if (last != 0) {
                    frames.recordValue(Math.max(0, now - last));
                }
                last = now;
            }
        };

        void start() {
            Platform.runLater(timer::start);
            probe.start();
        }

        void stop() throws InterruptedException {
            running = false;
            probe.join();
            Platform.runLater(timer::stop);
        }

        private void probe() {
            while (running) {
                long asked = System.nanoTime();
                CountDownLatch answered = new CountDownLatch(1);
                Platform.runLater(answered::countDown);
                try {
                    answered.await();
                } catch (InterruptedException e) {
                    return;
                }
                waits.recordValue(System.nanoTime() - asked);
                LockSupport.parkNanos(PROBE_NANOS);
            }
        }

        void print() {
            print("window thread busy at one go", waits);
            print("frames apart", frames);
        }

        private static void print(String what, Histogram histogram) {
            OUT.printf("%s: median %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                    what, millis(histogram, 50), millis(histogram, 99), histogram.getMaxValue() / 1e6);
        }

        private static double millis(Histogram histogram, double percentile) {
            return Duration.ofNanos(histogram.getValueAtPercentile(percentile)).toNanos() / 1e6;
        }
    }
}
