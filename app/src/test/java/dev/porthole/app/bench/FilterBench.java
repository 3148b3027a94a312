package dev.porthole.app.bench;

import dev.porthole.app.platform.Threads;
import dev.porthole.app.requests.LogRow;
import dev.porthole.app.requests.RequestsViewModel;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Timing;
import dev.porthole.server.event.Why;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from a change of the filter until its rows are there for the window, in a full log of 100,000
 * requests as browsers send them. Cold is the first time in a new process, warm after many. Following shows the
 * newest thousand matches; paused, all of them. Arguments: processes for each filter (3).
 */
public final class FilterBench {

    private static final int ROWS = 100_000;
    private static final int WARM_ROUNDS = 40;
    private static final int COUNTED_ROUNDS = 20;
    private static final PrintStream OUT = System.out;
    private static final Map<String, String> FILTERS = new TreeMap<>(Map.of(
            "1 plain word", "gallery",
            "2 path", "path:/img/p17",
            "3 status", "status:404",
            "4 header", "header:cookie=theme",
            "5 negated", "-path:/img -type:css",
            "6 several", "status>=400 noise:no took>1ms",
            "7 nothing matches", "nosuchword"));

    private final ExecutorService stage = Executors.newSingleThreadExecutor();
    private final Threads threads = Threads.with(stage);
    private final BlockingQueue<List<LogRow>> arrived = new LinkedBlockingQueue<>();
    private RequestsViewModel model;

    private FilterBench() {}

    /** Measures every filter in processes of its own, or one filter in this process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].equals("--one")) {
            new FilterBench().measure(arguments[1]);
            return;
        }
        int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        OUT.printf("%-44s %10s %10s %10s %10s %8s%n", "100,000 rows, milliseconds, medians",
                "following", "", "paused", "", "rows");
        OUT.printf("%-44s %10s %10s %10s %10s %8s%n", "", "cold", "warm", "cold", "warm", "found");
        for (Map.Entry<String, String> filter : FILTERS.entrySet()) {
            List<double[]> results = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                results.add(inProcess(filter.getValue()));
            }
            String name = filter.getKey().substring(2) + ": " + filter.getValue();
            OUT.printf("%-44s %10.1f %10.1f %10.1f %10.1f %8.0f%n", name, median(results, 0), median(results, 1),
                    median(results, 2), median(results, 3), median(results, 4));
        }
    }

    private static double[] inProcess(String filter) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), FilterBench.class.getName(), "--one", filter));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        String[] words = line.split(" ");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
        }
        return numbers;
    }

    private static double median(List<double[]> results, int column) {
        List<Double> values = new ArrayList<>(results.stream().map(one -> one[column]).toList());
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private void measure(String filter) throws Exception {
        EventLog log = new EventLog();
        fill(log);
        stage.submit(() -> {
            model = new RequestsViewModel(threads);
            model.show(log);
            model.rowsProperty().addListener((rows, before, now) -> arrived.add(now));
            return true;
        }).get();
        next();
        // Both colds before any warm: the second has seen the code of the first, as in a real window.
        double followingCold = millis(filter);
        unfiltered();
        turn(model::freeze);
        double pausedCold = millis(filter);
        int found = model.rowsProperty().get().size();
        unfiltered();
        double pausedWarm = warm(filter);
        turn(model::follow);
        double followingWarm = warm(filter);
        OUT.printf("%f %f %f %f %d%n", followingCold, followingWarm, pausedCold, pausedWarm, found);
        threads.close();
        stage.shutdownNow();
    }

    private double warm(String filter) throws Exception {
        List<Double> counted = new ArrayList<>();
        for (int i = 0; i < WARM_ROUNDS; i++) {
            double time = millis(filter);
            unfiltered();
            if (i >= WARM_ROUNDS - COUNTED_ROUNDS) {
                counted.add(time);
            }
        }
        Collections.sort(counted);
        return counted.get(counted.size() / 2);
    }

    private double millis(String filter) throws Exception {
        arrived.clear();
        long begun = System.nanoTime();
        stage.execute(() -> model.filterTextProperty().set(filter));
        next();
        return (System.nanoTime() - begun) / 1e6;
    }

    private void unfiltered() throws Exception {
        arrived.clear();
        stage.execute(() -> model.filterTextProperty().set(""));
        next();
    }

    /** Follows, or stands still: either brings other rows. */
    private void turn(Runnable change) throws Exception {
        arrived.clear();
        stage.execute(change);
        next();
    }

    private void next() throws InterruptedException {
        if (arrived.poll(30, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException("no rows came");
        }
    }

    /** A full log: pages with what belongs to them, from a few clients, with all that a browser sends along. */
    private static void fill(EventLog log) {
        Random random = new Random(1);
        Instant start = Instant.parse("2026-11-25T10:00:00Z");
        String[] clients = {"127.0.0.1", "192.168.1.20", "192.168.1.31"};
        for (int connection = 1; connection <= 300; connection++) {
            log.accept(new ConnectionOpened(connection, start,
                    new InetSocketAddress(InetAddress.ofLiteral(clients[connection % clients.length]), 40_000)));
        }
        for (int number = 1; number <= ROWS; number++) {
            long connection = 1L + random.nextInt(300);
            Instant at = start.plusMillis(number * 3L);
            String path = path(random, number);
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost:7890\r\nConnection: keep-alive\r\n"
                    + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                    + "Chrome/142.0.0.0 Safari/537.36\r\nAccept: text/css,*/*;q=0.1\r\nSec-Fetch-Site: same-origin\r\n"
                    + "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: style\r\nReferer: http://localhost:7890/page-"
                    + random.nextInt(40) + ".html\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
                    + "Accept-Language: en-GB,en;q=0.9\r\n"
                    + (random.nextInt(4) == 0 ? "Cookie: theme=dark\r\n" : "") + "\r\n";
            log.accept(new RequestReceived(number, connection, number, at, "GET", path, "HTTP/1.1", head));
            int status = random.nextInt(50) == 0 ? 404 : random.nextInt(3) == 0 ? 304 : 200;
            String type = path.endsWith(".css") ? "text/css" : path.endsWith(".png") ? "image/png"
                    : path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
            log.accept(new ResponseFinished(number, connection, at.plusMillis(1), status,
                    Why.of(status == 404 ? Rule.NOT_FOUND : status == 304 ? Rule.ETAG_MATCHED : Rule.FILE), null,
                    type, status == 200 ? 20_000 : 0, 300L + random.nextInt(40_000), "HTTP/1.1 " + status + " \r\n\r\n",
                    new Timing(10_000, 50_000, random.nextInt(4_000_000)), ResponseFinished.Outcome.COMPLETE));
        }
    }

    private static String path(Random random, int number) {
        return switch (random.nextInt(10)) {
            case 0 -> "/page-" + random.nextInt(40) + ".html";
            case 1, 2 -> "/assets/css/style-" + random.nextInt(20) + ".css?v=" + random.nextInt(5);
            case 3, 4 -> "/assets/js/module-" + random.nextInt(80) + ".js";
            case 5 -> "/api/search?q=" + number;
            case 6 -> "/z%C3%BCrich/" + random.nextInt(100) + ".html";
            case 7 -> "/gallery/" + random.nextInt(200) + "/";
            default -> "/img/p" + random.nextInt(500) + ".png";
        };
    }
}
