package dev.porthole.server.http;

import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Timing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fast path of one connection: answers from memory what has been asked and answered before, byte for
 * byte, without parsing. It recognises nothing by itself; whatever it does not find goes the strict way.
 * Answers are gathered until everything that was read has been looked at, and then leave together.
 */
final class HotAnswers {

    /** Enough to fill a write; what is pipelined beyond it waits for the next. */
    private static final int MOST_WAITING = 64;

    private final HttpService service;
    private final Channel channel;
    private final LoopMemory memory;
    private final long connection;
    private final List<Waiting> waiting = new ArrayList<>(4);
    private @Nullable FieldSection lastSection;
    private @Nullable HotFile lastFile;
    private String lastHeadText = "";
    private @Nullable RequestReceived announced;
    private boolean polledOnce;
    private boolean polledAll;

    /** An answer that is being written. */
    private static final class Waiting {

        private final HotFile file;
        private final HotFile.Kind kind;
        private final HotFile.Ready ready;
        private final String headText;
        private final int numberOnConnection;
        private final long atMillis;
        private final long begunNanos;
        private boolean sent;

        Waiting(
                HotFile file,
                HotFile.Kind kind,
                HotFile.Ready ready,
                String headText,
                int numberOnConnection,
                long atMillis,
                long begunNanos) {
            this.file = file;
            this.kind = kind;
            this.ready = ready;
            this.headText = headText;
            this.numberOnConnection = numberOnConnection;
            this.atMillis = atMillis;
            this.begunNanos = begunNanos;
        }
    }

    HotAnswers(HttpService service, Channel channel, LoopMemory memory, long connection) {
        this.service = service;
        this.channel = channel;
        this.memory = memory;
        this.connection = connection;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return waiting.size() >= MOST_WAITING;
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
        long now = System.nanoTime();
        HotFile file = memory.file(in, start, sectionStart - start, now);
        if (file == null) {
            return false;
        }
        FieldSection section = section(in, sectionStart);
        if (section == null) {
            return false;
        }
        in.readerIndex(sectionStart + section.key().length());
        write(file, section, numberOnConnection, now);
        return true;
    }

    private @Nullable FieldSection section(ByteBuf in, int start) {
        FieldSection last = lastSection;
        if (last != null && last.key().standsIn(in, start)) {
            return last;
        }
        int length = FieldSection.length(in, start);
        return length < 0 ? null : memory.section(in, start, length);
    }

    private void write(HotFile file, FieldSection section, int numberOnConnection, long now) {
        EntityTags known = section.ifNoneMatch();
        String tag = file.entityTag();
        HotFile.Kind kind = HotFile.Kind.WHOLE;
        if (known != null && tag != null && known.matchesWeakly(tag)) {
            kind = HotFile.Kind.NOT_MODIFIED;
        } else if (file.method().equals("HEAD")) {
            kind = HotFile.Kind.HEAD_ONLY;
        }
        long millis = System.currentTimeMillis();
        HotFile.Ready ready = file.ready(kind, memory.index(), millis / 1_000);
        if (lastFile != file || !section.equals(lastSection)) {
            lastHeadText = file.requestLine() + section.text();
            lastFile = file;
            lastSection = section;
        }
        Waiting answer = new Waiting(file, kind, ready, lastHeadText, numberOnConnection, millis, now);
        ByteBuf second = ready.second();
        // One small answer is taken whole or not at all; of several, or of a large one, it matters how many
        // the client had taken when it left.
        boolean followed = second != null || !waiting.isEmpty();
        waiting.add(answer);
        if (second != null) {
            channel.write(ready.first().duplicate(), channel.voidPromise());
        }
        ByteBuf last = second == null ? ready.first() : second;
        if (followed) {
            channel.write(last.duplicate()).addListener(written -> answer.sent = written.isSuccess());
        } else {
            channel.write(last.duplicate(), channel.voidPromise());
        }
    }

    /** Tells of the first request whose answer the client has not taken yet, because that may last. */
    void announce() {
        if (announced == null) {
            announced = received(waiting.getFirst());
        }
    }

    /** Tells that everything gathered has been sent, or that the rest of it never will be. */
    void finish(Outcome outcome) {
        long now = System.nanoTime();
        Instant at = Instant.now();
        int sent = outcome == Outcome.COMPLETE ? waiting.size() : sentBeforeTheEnd();
        for (int i = 0; i < waiting.size(); i++) {
            Waiting each = waiting.get(i);
            RequestReceived request = announced == null ? received(each) : announced;
            announced = null;
            Outcome own = i < sent ? Outcome.COMPLETE : outcome;
            service.events().accept(finished(each, request.number(), at, now, own));
        }
        waiting.clear();
    }

    /** Answers leave in order, so those before the last one that is known to be sent are sent too. */
    private int sentBeforeTheEnd() {
        int sent = waiting.size();
        while (sent > 0 && !waiting.get(sent - 1).sent) {
            sent--;
        }
        return sent;
    }

    private RequestReceived received(Waiting each) {
        RequestReceived request = new RequestReceived(
                service.nextRequestNumber(),
                connection,
                each.numberOnConnection,
                Instant.ofEpochMilli(each.atMillis),
                each.file.method(),
                each.file.target(),
                "HTTP/1.1",
                each.headText);
        service.events().accept(request);
        return request;
    }

    private ResponseFinished finished(Waiting each, long number, Instant at, long now, Outcome outcome) {
        Response response = each.file.response(each.kind);
        boolean complete = outcome == Outcome.COMPLETE;
        long body = complete ? each.ready.bodyLength() : 0;
        return new ResponseFinished(
                number,
                connection,
                at,
                response.status(),
                response.why(),
                response.file(),
                response.mediaType(),
                body,
                complete ? each.ready.headText().length() + body : 0,
                each.ready.headText(),
                new Timing(0, 0, now - each.begunNanos),
                outcome);
    }
}
