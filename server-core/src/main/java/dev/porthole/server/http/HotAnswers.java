package dev.porthole.server.http;

import dev.porthole.server.event.Impairment;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Timing;
import dev.porthole.server.loop.AnswerSource;
import dev.porthole.server.loop.LoopRecorder;
import dev.porthole.server.transport.SocketSender;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fast path of one connection: answers from memory what has been asked and answered before, byte for
 * byte, without parsing. It recognises nothing by itself; whatever it does not find goes the strict way.
 * Answers are gathered until everything that was read has been looked at, and then leave together.
 */
final class HotAnswers {

    /** What is pipelined beyond so many requests waits for the next write. */
    private static final int MOST_WAITING = 64;

    /** The same of what the answers take up together, so that one write does not keep others waiting. */
    private static final long MOST_WAITING_BYTES = 1 << 20;

    /** Several small answers are copied side by side, which is cheaper than to write each by itself. */
    private static final int GATHERED_BYTES = 64 << 10;

    private final HttpService service;
    private final Channel channel;
    private final LoopMemory memory;
    private final LoopRecorder recorder;
    private final WriteProgress progress;
    private final long connection;
    private final @Nullable SocketSender sender;
    /** Where TLS is spoken, plain connections are not answered from here but sent on. */
    private final boolean on;
    /** Answers that are being written, the first {@code count} of them; the others are there to be used again. */
    private final List<WaitingAnswer> waiting = new ArrayList<>(1);
    private int count;
    private long waitingBytes;
    private @Nullable FieldSection lastSection;
    /** The number of the first request when it has been told of already, or 0. */
    private long announced;
    /** What of the time before that was held back on purpose. */
    private long heldBeforeNanos;
    /** Since when the socket has been full, by {@link System#nanoTime}; only if {@link #blocked}. */
    private long blockedSinceNanos;
    private boolean blocked;
    private @Nullable ByteBuf lent;
    private @Nullable SharedWrite gathering;
    /** How many of those waiting have been handed to the channel, or copied into {@link #gathering}. */
    private int written;
    private boolean closing;
    private boolean polledOnce;
    private boolean polledAll;

    HotAnswers(
            HttpService service,
            Channel channel,
            boolean secure,
            LoopMemory memory,
            WriteProgress progress,
            long connection) {
        this.service = service;
        this.channel = channel;
        this.memory = memory;
        this.recorder = memory.recorder();
        this.progress = progress;
        this.connection = connection;
        this.sender = secure ? null : SocketSender.of(channel);
        this.on = secure || !service.isHttpsOnly();
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES;
    }

    /** Whether the connection ends with the last answer. */
    boolean isClosing() {
        return closing;
    }

    /** How many bytes are gathered. */
    long length() {
        return waitingBytes;
    }

    /** To be called before the bytes that have been read are looked at. */
    void begin() {
        polledOnce = false;
        polledAll = false;
    }

    /**
     * Answers the request at the reader index and takes it out of the buffer, or does nothing.
     *
     * @param reads how many times the socket was read since the loop found it ready; 0 when it was not
     */
    boolean answer(ByteBuf in, int numberOnConnection, int reads) {
        if (!on) {
            return false;
        }
        pollChanges(reads);
        return answerUnchanged(in, numberOnConnection);
    }

    /**
     * Once for the first request, and once more for all others in the buffer: those may have been sent after
     * the round's first poll, but surely before this one.
     */
    private void pollChanges(int reads) {
        if (!polledOnce) {
            polledOnce = true;
            polledAll = reads != 1;
            memory.pollChanges(polledAll);
        } else if (!polledAll) {
            polledAll = true;
            memory.pollChanges(true);
        }
    }

    private boolean answerUnchanged(ByteBuf in, int numberOnConnection) {
        int start = in.readerIndex();
        byte first = in.getByte(start);
        if (first != 'G' && first != 'H') {
            return false;
        }
        int lineFeed = in.indexOf(start, in.writerIndex(), (byte) '\n');
        if (lineFeed < 0) {
            return false;
        }
        int sectionStart = lineFeed + 1;
        long now = memory.nanos();
        HotFile file = memory.file(in, start, sectionStart - start, now);
        if (file == null && !memory.isNegotiating()) {
            return false;
        }
        FieldSection section = section(in, sectionStart);
        if (file == null && section != null) {
            file = memory.file(in, start, sectionStart - start, section.accepted(), now);
        }
        if (file == null || section == null || !file.retain()) {
            return false;
        }
        try {
            gather(file, section, numberOnConnection, now);
        } catch (OutOfMemoryError e) {
            // No memory for an answer made ready: the strict way needs less.
            file.release();
            return false;
        }
        in.readerIndex(sectionStart + section.key().length());
        if (count > 1) {
            writeSeveral();
        }
        return true;
    }

    private @Nullable FieldSection section(ByteBuf in, int start) {
        FieldSection last = lastSection;
        if (last != null && last.key().standsIn(in, start)) {
            return last;
        }
        int length = FieldSection.length(in, start);
        FieldSection found = length < 0 ? null : memory.section(in, start, length);
        if (found != null) {
            lastSection = found;
        }
        return found;
    }

    private void gather(HotFile file, FieldSection section, int numberOnConnection, long now) {
        EntityTags known = section.ifNoneMatch();
        String tag = file.entityTag();
        HotFile.Kind kind = HotFile.Kind.WHOLE;
        if (known != null && tag != null && known.matchesWeakly(tag)) {
            kind = HotFile.Kind.NOT_MODIFIED;
        } else if (file.method().equals("HEAD")) {
            kind = HotFile.Kind.HEAD_ONLY;
        }
        long millis = memory.millisAt(now);
        closing = section.closes();
        ReadyAnswer ready = file.ready(kind, closing, memory.index(), millis / 1_000);
        String headText = ready.requestText(file.requestLine(), section);
        if (count == waiting.size()) {
            waiting.add(new WaitingAnswer());
        }
        waitingBytes += ready.length();
        waiting.get(count++).begin(file, kind, ready, headText, numberOnConnection, millis, now);
        if (recorder.isOn()) {
            recorder.requestFound(connection, numberOnConnection, file.method(), file.target());
            int status = file.response(kind).status();
            recorder.answerBegan(
                    connection, numberOnConnection, status, AnswerSource.MEMORY, ready.bodyLength());
        }
    }

    /** Hands everything gathered to the channel. */
    void write() {
        if (count == 1 && written == 0) {
            writeAlone(waiting.getFirst());
        } else {
            writeSeveral();
            writeGathered();
        }
    }

    /** One small answer is taken whole or not at all; of a large one it matters whether the client got it. */
    private void writeAlone(WaitingAnswer answer) {
        ReadyAnswer ready = answer.ready();
        written = 1;
        HotContent apart = ready.apart();
        int length = ready.first().readableBytes();
        int sent = sender == null || !progress.isFree() ? 0 : sender.send(ready.address(), length, apart != null);
        if (sent > 0 && recorder.isOn()) {
            recorder.bytesWritten(connection, length, sent, false);
        }
        if (sent < length) {
            lent = ready.lend().skipBytes(sent);
            channel.write(lent, channel.voidPromise());
        }
        if (apart != null) {
            writeApart(answer, apart);
        }
    }

    private void writeApart(WaitingAnswer answer, HotContent content) {
        SharedWrite own = new SharedWrite(null);
        answer.leavesWith(own, 0);
        channel.write(content.message()).addListener(done -> own.ended(done.isSuccess()));
    }

    private void writeSeveral() {
        for (; written < count; written++) {
            WaitingAnswer answer = waiting.get(written);
            HotContent apart = answer.ready().apart();
            if (apart != null) {
                writeGathered();
                channel.write(answer.ready().first().duplicate(), channel.voidPromise());
                writeApart(answer, apart);
                continue;
            }
            ByteBuf bytes = answer.ready().first();
            SharedWrite open = gathering;
            if (open != null && !open.hasRoomFor(bytes.readableBytes())) {
                writeGathered();
                open = null;
            }
            if (open == null) {
                open = new SharedWrite(channel.alloc().directBuffer(GATHERED_BYTES));
                gathering = open;
            }
            answer.leavesWith(open, open.add(bytes));
        }
    }

    private void writeGathered() {
        SharedWrite full = gathering;
        if (full != null) {
            gathering = null;
            channel.write(full.toWrite()).addListener(done -> full.ended(done.isSuccess()));
        }
    }

    /** Tells of the first request whose answer the client has not taken yet, because that may last. */
    void announce() {
        blocked = true;
        blockedSinceNanos = System.nanoTime();
        heldBeforeNanos = progress.heldNanos();
        if (announced == 0) {
            announced = received(waiting.getFirst());
        }
    }

    /**
     * Tells that everything gathered has been sent, or that the rest of it never will be.
     *
     * @return the time of that, by {@link System#nanoTime}
     */
    long finish(Outcome outcome) {
        long now = memory.tellNanos();
        boolean complete = outcome == Outcome.COMPLETE;
        if (lent != null && complete) {
            waiting.getFirst().ready().takeBack(lent);
        }
        lent = null;
        int sent = complete ? count : sentBeforeTheEnd();
        if (gathering != null) {
            gathering.ended(false);
            gathering = null;
        }
        for (int i = 0; i < count; i++) {
            WaitingAnswer each = waiting.get(i);
            long number = announced == 0 ? received(each) : announced;
            announced = 0;
            finished(each, number, now, i < sent ? Outcome.COMPLETE : outcome);
            if (recorder.isOn()) {
                recorder.answerEnded(connection, each.numberOnConnection(), complete || i < sent);
            }
            each.end();
        }
        if (count > 1) {
            waiting.clear();
        }
        count = 0;
        waitingBytes = 0;
        written = 0;
        blocked = false;
        return now;
    }

    /** Answers leave in order, so those before the last one that is known to be sent are sent too. */
    private int sentBeforeTheEnd() {
        int sent = count;
        while (sent > 0 && !waiting.get(sent - 1).isSent()) {
            sent--;
        }
        return sent;
    }

    /**
     * Tells of the request and returns its number. The event is not held on to: then it need not be made, as
     * far as the compiler can see where it goes.
     */
    private long received(WaitingAnswer each) {
        long number = service.nextRequestNumber();
        service.events().accept(new RequestReceived(
                number,
                connection,
                each.numberOnConnection(),
                memory.instant(each.atMillis()),
                each.file().method(),
                each.file().target(),
                "HTTP/1.1",
                each.headText()));
        return number;
    }

    private void finished(WaitingAnswer each, long number, long now, Outcome outcome) {
        Response response = each.file().response(each.kind());
        boolean complete = outcome == Outcome.COMPLETE;
        long heldNanos = blocked ? progress.heldNanos() - heldBeforeNanos : 0;
        long blockedNanos = blocked ? Math.max(0, now - blockedSinceNanos - heldNanos) : 0;
        service.events().accept(new ResponseFinished(
                number,
                connection,
                memory.instant(memory.millisAt(now)),
                response.status(),
                response.why(),
                response.file(),
                response.mediaType(),
                complete ? each.ready().bodyLength() : 0,
                complete ? each.ready().length() : 0,
                each.ready().headText(),
                new Timing(
                        0, 0, 0, Math.max(0, now - each.begunNanos() - blockedNanos - heldNanos), blockedNanos,
                        heldNanos + progress.takeInputHeldNanos()),
                outcome,
                Impairment.of(progress.network(), "")));
    }
}
