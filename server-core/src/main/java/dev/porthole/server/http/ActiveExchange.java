package dev.porthole.server.http;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Timing;
import dev.porthole.server.loop.AnswerSource;
import dev.porthole.server.loop.LoopRecorder;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The request a connection is busy with, from its head to the end of its answer, with its times. */
final class ActiveExchange {

    private final RequestReceived received;
    private final @Nullable RequestHead head;
    private final long readNanos;
    private final long begunNanos;
    private final LoopRecorder recorder;
    private final long receivedNanos = System.nanoTime();
    private long decidedNanos;
    private String responseHead = "";
    private @Nullable Response response;
    private @Nullable ResponseWriter writer;

    /**
     * Begins with the head.
     *
     * @param head null for one that was refused unread
     * @param readNanos when its first bytes were read from the socket, by {@link System#nanoTime}
     * @param begunNanos when they were first looked at
     * @param recorder is told of it while somebody looks on at the loop
     */
    ActiveExchange(
            RequestReceived received,
            @Nullable RequestHead head,
            long readNanos,
            long begunNanos,
            LoopRecorder recorder) {
        this.received = received;
        this.head = head;
        this.readNanos = readNanos;
        this.begunNanos = begunNanos;
        this.recorder = recorder;
        if (recorder.isOn()) {
            recorder.requestFound(
                    received.connection(), received.numberOnConnection(), received.method(), received.target());
        }
    }

    @Nullable RequestHead head() {
        return head;
    }

    @Nullable ResponseWriter writer() {
        return writer;
    }

    /** What is spoken on the connection after the answer, if not HTTP. */
    @Nullable Upgraded upgraded() {
        return response == null ? null : response.upgraded();
    }

    boolean isDecided() {
        return response != null;
    }

    /** Whether the answer ended because its file is not what it was; a client that left is not its fault. */
    boolean hasFileChanged() {
        ResponseWriter failed = writer;
        return failed != null
                && (failed.hasFileChanged() || !failed.hasSocketFailed() && isFileTruncated());
    }

    private boolean isFileTruncated() {
        return response != null
                && response.body() instanceof Response.FileParts parts
                && parts.file().isTruncated();
    }

    /** Whether the answer is being sent and its next bytes are still on the disk. */
    boolean isWaitingForDisk() {
        return writer != null && writer.isWaitingForDisk();
    }

    void decided(Response decided) {
        this.response = decided;
        this.decidedNanos = System.nanoTime();
    }

    /** The answer begins to be sent; without a writer when it is a head alone. */
    void writing(String text, @Nullable ResponseWriter responseWriter) {
        this.responseHead = text;
        this.writer = responseWriter;
        Response begun = response;
        if (recorder.isOn() && begun != null) {
            AnswerSource source =
                    begun.body() instanceof Response.FileParts ? AnswerSource.FILE : AnswerSource.MADE;
            recorder.answerBegan(received.connection(), received.numberOnConnection(), begun.status(), source,
                    begun.body().length());
        }
    }

    /** The event that ends it; releases what the answer held, and has its file closed on other threads. */
    ResponseFinished finish(Outcome outcome, Executor fileThreads) {
        Response ended = response;
        if (ended == null) {
            throw new IllegalStateException("an exchange ends with an answer");
        }
        ended.release(fileThreads);
        if (recorder.isOn()) {
            recorder.answerEnded(
                    received.connection(), received.numberOnConnection(), outcome == Outcome.COMPLETE);
        }
        long now = System.nanoTime();
        long threadNanos = ended.queuedNanos();
        long blockedNanos = writer == null ? 0 : writer.blockedNanos(now);
        Timing timing = new Timing(
                begunNanos - readNanos + threadNanos,
                receivedNanos - begunNanos,
                decidedNanos - receivedNanos - threadNanos,
                now - decidedNanos - blockedNanos,
                blockedNanos);
        return new ResponseFinished(
                received.number(),
                received.connection(),
                Instant.now(),
                ended.status(),
                ended.why(),
                ended.file(),
                ended.mediaType(),
                writer == null ? 0 : writer.sentBody(),
                writer == null ? 0 : writer.sentInAll(),
                responseHead,
                timing,
                outcome);
    }
}
