package dev.porthole.app.export;

import dev.porthole.app.log.FinishedRequest;
import dev.porthole.app.log.LogWriter;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Writes the requests of a log into a file, which appears when it is complete.
 */
final class LogExport {

    private static final int CHUNK = 1_000;

    private LogExport() {}

    /**
     * How an export ended.
     *
     * @param written how many requests are in the file
     * @param unfinished how many were left out because their answer was not finished yet
     * @param complete false when it was cancelled: there is no file then
     */
    record Outcome(long written, long unfinished, boolean complete) {}

    /**
     * Writes what the log holds at this moment, oldest first. Takes its time: not on the window's thread.
     *
     * @param progress is told the share that is done, 0 to 1, now and then
     * @param cancelled is asked now and then whether to give up
     */
    static Outcome write(ExportOrder order, Path file, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        AtomicReference<Outcome> outcome = new AtomicReference<>(new Outcome(0, 0, false));
        WholeFile.write(file, true, out -> {
            try (LogWriter writer = order.format().open(out, order)) {
                outcome.set(write(order, writer, progress, cancelled));
            }
            return outcome.get().complete();
        });
        return outcome.get();
    }

    private static Outcome write(
            ExportOrder order, LogWriter writer, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        EventLog log = order.log();
        long first = log.oldestNumber();
        long last = log.newestNumber();
        long next = first;
        long written = 0;
        long unfinished = 0;
        while (next <= last) {
            if (cancelled.getAsBoolean()) {
                return new Outcome(written, unfinished, false);
            }
            progress.accept((next - first) / (double) (last - first + 1));
            List<Exchange> chunk = log.exchangesFrom(next, CHUNK);
            for (Exchange exchange : chunk) {
                if (exchange.number() <= last && order.chosen().test(exchange)) {
                    Optional<FinishedRequest> finished = FinishedRequest.of(exchange);
                    if (finished.isPresent()) {
                        writer.write(finished.get());
                        written++;
                    } else {
                        unfinished++;
                    }
                }
            }
            // An empty chunk: a row that is just being written stands in the way, and what follows is newer.
            next = chunk.isEmpty() ? last + 1 : chunk.getLast().number() + 1;
        }
        progress.accept(1);
        return new Outcome(written, unfinished, true);
    }
}
