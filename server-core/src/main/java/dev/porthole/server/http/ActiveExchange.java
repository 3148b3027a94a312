package dev.porthole.server.http;

import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.event.Impairment;
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
    private final WriteProgress progress;
    private final long inputHeldNanos;
    private final long heldBeforeNanos;
    private long delayedNanos;
    private long decidedNanos;
    private String responseHead = "";
    private @Nullable Response response;
    private @Nullable ResponseWriter writer;
    private @Nullable FaultRule fault;
    private boolean cut;

    /**
     * Begins with the head.
     *
     * @param head null for one that was refused unread
     * @param readNanos when its first bytes were read from the socket, by {@link System#nanoTime}
     * @param begunNanos when they were first looked at
     * @param progress knows what holds the connection back
     * @param recorder is told of it while somebody looks on at the loop
     */
    ActiveExchange(
            RequestReceived received,
            @Nullable RequestHead head,
            long readNanos,
            long begunNanos,
            WriteProgress progress,
            LoopRecorder recorder) {
        this.received = received;
        this.head = head;
        this.readNanos = readNanos;
        this.begunNanos = begunNanos;
        this.progress = progress;
        this.inputHeldNanos = progress.takeInputHeldNanos();
        this.heldBeforeNanos = progress.heldNanos();
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

    /** A rule for faults has met the request. */
    void faulted(FaultRule rule) {
        fault = rule;
    }

    /** Its answer was not looked for until now because of such a rule. */
    void delayed(long nanos) {
        delayedNanos = nanos;
        response = null;
    }

    /** Whether nothing happens on purpose: it has been decided, but nothing will be sent. */
    boolean isHanging() {
        return fault != null && fault.fault() instanceof Fault.Hang;
    }

    /** Whether the body ends too soon on purpose. */
    boolean isCut() {
        return cut;
    }

    /** The body to be sent: that of the answer, or its beginning if a rule for faults wants no more. */
    Response.Body body(Response decided) {
        Response.Body body = decided.body();
        if (fault != null && fault.fault() instanceof Fault.Cut at && at.of(body.length()) < body.length()) {
            cut = true;
            return FaultInjection.cut(body, at.of(body.length()));
        }
        return body;
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

    /**
     * The event that ends it; releases what the answer held, and has its file closed on other threads.
     *
     * @param otherwise how it ended if it was not completed
     * @param apart how many bytes were sent of it in another way than by its writer
     */
    ResponseFinished finish(Outcome otherwise, long apart, Executor fileThreads) {
        Outcome complete = cut ? Outcome.CUT_ON_PURPOSE : Outcome.COMPLETE;
        Outcome outcome = writer == null || writer.hasFailed() ? otherwise : complete;
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
        // The socket could not take what did not get to it.
        long heldNanos = progress.heldNanos() - heldBeforeNanos;
        long blockedNanos = writer == null ? 0 : Math.max(0, writer.blockedNanos(now) - heldNanos);
        Timing timing = new Timing(
                begunNanos - readNanos + threadNanos,
                receivedNanos - begunNanos,
                decidedNanos - receivedNanos - threadNanos - delayedNanos,
                Math.max(0, now - decidedNanos - blockedNanos - heldNanos),
                blockedNanos,
                inputHeldNanos + delayedNanos + heldNanos);
        return new ResponseFinished(
                received.number(),
                received.connection(),
                Instant.now(),
                ended.status(),
                ended.why(),
                ended.file(),
                ended.mediaType(),
                writer == null ? 0 : writer.sentBody(),
                apart + (writer == null ? 0 : writer.sentInAll()),
                responseHead,
                timing,
                outcome,
                Impairment.of(progress.network(), fault == null ? "" : fault.toString()));
    }
}
