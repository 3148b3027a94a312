package dev.porthole.server.http;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client connection, from accept to close: gathers bytes, takes one request at a time from them, has it answered
 * and sends the answer before it looks at the next. Nothing is read from the socket while an answer is being made or
 * sent, so a client that floods is slowed down by TCP itself. Everything here runs on the connection's event loop.
 */
public final class HttpConnection extends ChannelInboundHandlerAdapter implements OpenConnection {

    /** How much of the next requests is read while an answer is under way. */
    private static final int MOST_AHEAD = 64 << 10;
    /** What a half-closing client may have left in the system's buffers, at most, before it is cut. */
    private static final int MOST_UNREAD_INPUT = 8 << 20;

    private final HttpService service;
    private final HttpLimits limits;
    private final long number;
    private final Channel channel;
    private final boolean secure;
    private final RequestHeadDecoder decoder;
    private final Deadline deadline;
    private final HotAnswers hot;
    private final LoopMemory memory;
    private final Turn turn;
    private final WriteProgress progress;
    private final ConnectionEnd end;
    private final InputBuffer input;
    private ConnectionState state = ConnectionState.HEAD;
    private boolean inputClosed;
    private boolean processing;
    private boolean mayAnswerAtOnce;
    private boolean inactive;
    private long begunNanos;
    private int requests;
    private int lingered;
    private int reads;
    private @Nullable RequestBody body;
    private @Nullable Request request;
    private @Nullable ActiveExchange exchange;
    private @Nullable CloseReason closeAfterAnswer;
    private @Nullable Upgraded upgraded;

    /**
     * The handler for a channel that is registered with its event loop; to be made on that loop.
     *
     * @param service what all connections of a run share
     * @param number the connection's, from 1
     * @param channel its socket
     * @param secure whether its bytes travel by TLS
     * @param watch hears of its answers; null for nobody
     */
    public HttpConnection(
            HttpService service, long number, Channel channel, boolean secure, @Nullable AnswerWatch watch) {
        this.service = service;
        this.limits = service.limits();
        this.number = number;
        this.channel = channel;
        this.secure = secure;
        this.input = new InputBuffer(watch);
        this.decoder = new RequestHeadDecoder(limits);
        this.deadline = new Deadline(channel.eventLoop(), () -> guarded(this::expired));
        this.memory = service.loopMemory();
        this.turn = new Turn(memory.turns(), channel.eventLoop(), () -> guarded(this::process));
        this.progress = new WriteProgress(channel);
        this.end = new ConnectionEnd(channel);
        this.hot = new HotAnswers(service, channel, secure, memory, progress, number);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        service.opened(number, this);
        conditionsChanged(service.conditions());
        if (service.isStopping()) {
            end.close(CloseReason.SERVER_STOPPED);
            return;
        }
        deadline.set(limits.firstByte());
    }

    @Override
    public void channelRead(ChannelHandlerContext active, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        reads++;
        if (state == ConnectionState.LINGERING || state == ConnectionState.CLOSED) {
            lingered += bytes.readableBytes();
            bytes.release();
        } else {
            input.add(bytes, state.isAnswering());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext active) {
        process();
        reads = 0;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext active, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputClosed = true;
            process();
        } else if (event instanceof CloseReason reason) {
            end.close(reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
        end.failed(cause);
    }

    /** Does what the loop was asked to do later; a failure there reaches no handler by itself. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            end.close(CloseReason.SERVER_ERROR);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) {
        inactive = true;
        end.because(inputClosed ? CloseReason.CLIENT_CLOSED : CloseReason.CLIENT_RESET);
        if (!hot.isEmpty()) {
            hot.finish(end.outcome());
        }
        ActiveExchange open = exchange;
        if (open != null && state == ConnectionState.BODY) {
            open.decided(HttpService.error(400, Why.of(Rule.BAD_FRAMING, "the body never came"), open.head()));
        }
        state = ConnectionState.CLOSED;
        if (open == null) {
            ended();
        } else if (open.isDecided()) {
            finishExchange(open);
            ended();
        }
        // Otherwise a file thread is still looking for the answer; the end is told after it, in respond.
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void closeIfIdle(CloseReason reason) {
        boolean hangs = exchange != null && exchange.isHanging();
        if (state == ConnectionState.UPGRADED && upgraded != null) {
            upgraded.goAway();
        }
        if (state.isWaiting() || hangs) {
            end.close(reason);
        }
    }

    @Override
    public void conditionsChanged(Conditions conditions) {
        progress.throttledBy(conditions.apply(channel));
    }

    private void process() {
        if (processing) {
            return;
        }
        processing = true;
        mayAnswerAtOnce = true;
        hot.begin();
        while (!turn.isWaiting() && step()) { /* Each step takes one more piece of the input. */ }
        flushHot();
        processing = false;
        boolean busy = turn.isWaiting() || state.isAnswering();
        input.processed(busy);
        int ahead = input.length();
        if (busy && ahead > MOST_UNREAD_INPUT) {
            end.reset(CloseReason.PROTOCOL_ERROR);
        } else if (state != ConnectionState.CLOSED) {
            // Each change costs a system call, so a client that does not send ahead causes none.
            channel.config().setAutoRead(!busy || ahead < MOST_AHEAD);
        }
    }

    /** One step; true when there may be another at once. */
    private boolean step() {
        return switch (state) {
            case HEAD -> readHead();
            case BODY -> readBody();
            case LINGERING -> {
                if (inputClosed || lingered > limits.bodyBytes()) {
                    channel.close();
                }
                yield false;
            }
            case UPGRADED -> {
                if (inputClosed) {
                    end.close(CloseReason.CLIENT_CLOSED);
                }
                yield false;
            }
            case ANSWERING, FLUSHING, CLOSED -> false;
        };
    }

    private boolean readHead() {
        ByteBuf in = input.bytes();
        if (!in.isReadable()) {
            if (inputClosed && flushHot()) {
                end.close(CloseReason.CLIENT_CLOSED);
            }
            return false;
        }
        if (begunNanos == 0 && !decoder.hasBegun() && service.answersFromMemory()) {
            if (hot.isFull() && (!flushHot() || !turn.mayGoOn())) {
                return false;
            }
            if (hot.answer(in, requests + 1, reads)) {
                requests++;
                turn.answers();
                if (hot.isClosing()) {
                    closeAfterAnswer = CloseReason.CLOSE_ASKED;
                    flushHot();
                    return state == ConnectionState.LINGERING;
                }
                return true;
            }
        }
        if (!flushHot()) {
            return false;
        }
        if (begunNanos == 0) {
            begunNanos = input.beginRequest();
            deadline.set(limits.requestHead());
        }
        try {
            RequestHead head = decoder.decode(in);
            if (head != null) {
                received(head.method(), head.target(), head.version(), head.text(), head);
                headComplete(head, in);
                return true;
            }
            if (inputClosed) {
                end.close(CloseReason.CLIENT_CLOSED_MID_REQUEST);
            }
            return false;
        } catch (RequestRefusedException e) {
            refuse(e.status(), e.why());
            return true;
        }
    }

    /** Sends the answers from memory that have been gathered; true when the system has taken them all. */
    private boolean flushHot() {
        if (hot.isEmpty() || state == ConnectionState.FLUSHING) {
            return hot.isEmpty();
        }
        turn.sends(hot.length());
        hot.write();
        channel.flush();
        if (progress.isIdle()) {
            long sent = closeAfterAnswer == null ? 0 : hot.length();
            long now = hot.finish(Outcome.COMPLETE);
            if (closeAfterAnswer != null) {
                closeAfterAnswer(closeAfterAnswer, sent);
                return false;
            }
            deadline.set(now, limits.keepAlive());
            return true;
        }
        if (state != ConnectionState.CLOSED) {
            state = ConnectionState.FLUSHING;
            progress.begin();
            hot.announce();
            deadline.set(limits.writeStall().dividedBy(WriteProgress.LOOKS_TO_STALL));
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(last -> hotFlushed(last.isSuccess()));
        }
        // The second flush may have sent what was too much for the first.
        return hot.isEmpty() && state == ConnectionState.HEAD && channel.isOpen();
    }

    private void hotFlushed(boolean success) {
        if (success) {
            hot.finish(Outcome.COMPLETE);
            nextRequest();
        } else {
            end.reset(CloseReason.CLIENT_RESET);
        }
    }

    private void headComplete(RequestHead head, ByteBuf in) throws RequestRefusedException {
        RequestBody framing = RequestBody.of(head, limits);
        Request accepted = Request.of(head, secure);
        body = framing;
        request = accepted;
        boolean served = accepted.method().isServed();
        if (framing.exceeds(limits.bodyBytes()) && served) {
            throw new RequestRefusedException(413, Rule.BODY_TOO_LARGE, limits.bodyBytes() + " B");
        }
        if (framing.exceeds(limits.bodyBytes()) || accepted.expectsContinue() && !framing.isEmpty() && !served) {
            // The method is refused anyway, and the client must not be made to send what nobody wants.
            closeAfterAnswer = CloseReason.BODY_REFUSED;
            answer(accepted);
            return;
        }
        if (accepted.expectsContinue() && !framing.isEmpty() && !in.isReadable()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(Response.continueHead()));
        }
        state = ConnectionState.BODY;
        deadline.set(limits.requestBody());
    }

    private boolean readBody() {
        RequestBody reading = Objects.requireNonNull(body);
        Request accepted = Objects.requireNonNull(request);
        try {
            if (reading.skip(input.bytes())) {
                answer(accepted);
            } else if (inputClosed) {
                refuse(400, Why.of(Rule.BAD_FRAMING, "the body is shorter than its length"));
            } else {
                return false;
            }
        } catch (RequestRefusedException e) {
            refuse(e.status(), e.why());
        }
        return true;
    }

    private void received(String method, String target, String version, String text, @Nullable RequestHead head) {
        RequestReceived event = new RequestReceived(
                service.nextRequestNumber(), number, ++requests, Instant.now(), method, target, version, text);
        exchange = new ActiveExchange(event, head, input.readNanos(), begunNanos, progress, memory.recorder());
        service.events().accept(event);
    }

    /** Answers with an error and closes, because what follows on the connection cannot be trusted. */
    private void refuse(int status, Why why) {
        if (exchange == null) {
            String text = input.bytes().toString(StandardCharsets.ISO_8859_1);
            received(decoder.method(), decoder.target(), decoder.version(), text, null);
        }
        closeAfterAnswer = RequestRefusedException.closeReason(status);
        input.clear();
        state = ConnectionState.ANSWERING;
        respond(HttpService.error(status, why, Objects.requireNonNull(exchange).head()));
    }

    private void answer(Request accepted) {
        state = ConnectionState.ANSWERING;
        deadline.clear();
        input.waits();
        FaultRule fault = service.faultFor(accepted);
        if (fault == null) {
            find(accepted);
        } else {
            FaultInjection.begin(fault, Objects.requireNonNull(exchange), channel,
                    () -> guarded(() -> find(accepted)), this::respond, this::reset);
        }
    }

    private void find(Request accepted) {
        // Once for each time the loop comes by, or who asks for large files one by one would keep it from others.
        if (mayAnswerAtOnce) {
            mayAnswerAtOnce = false;
            Optional<Response> known = service.answerAtOnce(accepted);
            if (known.isPresent()) {
                respond(known.get());
                return;
            }
        }
        service.answer(accepted, channel, channel::isActive, response -> guarded(() -> respond(response)));
    }

    private void respond(Response response) {
        ActiveExchange open = Objects.requireNonNull(exchange);
        open.decided(response);
        if (inactive) {
            finishExchange(open);
            ended();
            return;
        }
        RequestHead head = open.head();
        Request accepted = request;
        if (accepted != null && response.stored() != null) {
            memory.remember(accepted);
        }
        if (closeAfterAnswer == null) {
            closeAfterAnswer = service.isStopping() ? CloseReason.SERVER_STOPPED : Request.closeReason(head);
        }
        String connection = closeAfterAnswer != null ? "close" : head != null && head.isHttp10() ? "keep-alive" : "";
        String text = response.head(connection, service.everyAnswer());
        boolean withBody = response.status() != 304 && (head == null || !head.method().equals("HEAD"));
        var writer = new ResponseWriter(service, channel, open.body(response), text, withBody, this::written);
        open.writing(text, writer);
        closeAfterAnswer = open.isCut() ? CloseReason.FAULT_CUT : closeAfterAnswer;
        progress.begin();
        deadline.set(limits.writeStall().dividedBy(WriteProgress.LOOKS_TO_STALL));
        writer.start();
    }

    private void written() {
        ActiveExchange open = Objects.requireNonNull(exchange);
        ResponseWriter writer = open.writer();
        if (writer != null && writer.hasFailed()) {
            // The socket is closed already, or about to be; channelInactive tells the rest.
            end.reset(open.hasFileChanged() ? CloseReason.FILE_CHANGED : CloseReason.CLIENT_RESET);
            return;
        }
        finishExchange(open);
        Upgraded other = open.upgraded();
        if (other != null) {
            upgrade(other);
        } else if (closeAfterAnswer == null) {
            nextRequest();
        } else {
            closeAfterAnswer(closeAfterAnswer, writer == null ? 0 : writer.sentInAll());
        }
    }

    /** Leaves HTTP for good. A client waits for the answer before it speaks otherwise (RFC 6455 section 4.1). */
    private void upgrade(Upgraded other) {
        if (service.isStopping() || input.length() > 0) {
            end.reset(service.isStopping() ? CloseReason.SERVER_STOPPED : CloseReason.PROTOCOL_ERROR);
            return;
        }
        upgraded = other;
        state = ConnectionState.UPGRADED;
        deadline.cancel();
        other.begin(channel, channel.pipeline().context(this).name());
        process();
    }

    private void nextRequest() {
        CloseReason end = closeAfterAnswer == null && service.isStopping()
                ? CloseReason.SERVER_STOPPED : closeAfterAnswer;
        if (end != null) {
            closeAfterAnswer(end, Long.MAX_VALUE);
            return;
        }
        state = ConnectionState.HEAD;
        begunNanos = 0;
        request = null;
        body = null;
        deadline.set(limits.keepAlive());
        if (turn.mayGoOn()) {
            process();
        }
    }

    private void finishExchange(ActiveExchange open) {
        exchange = null;
        service.events().accept(open.finish(end.outcome(), 0, service.fileThreads()));
    }

    private void closeAfterAnswer(CloseReason reason, long sent) {
        if (inputClosed || end.needsNoLingering(reason, input.length(), sent)) {
            end.close(reason);
            return;
        }
        state = ConnectionState.LINGERING;
        input.clear();
        deadline.set(limits.linger());
        end.closeSendingSide(reason);
        process();
    }

    @Override
    public void reset(CloseReason reason) {
        end.reset(reason);
    }

    private void expired() {
        switch (state) {
            case HEAD -> {
                if (begunNanos != 0) {
                    refuse(408, Why.of(Rule.REQUEST_TIMEOUT, limits.requestHead().toSeconds() + " s"));
                } else {
                    end.close(requests == 0 ? CloseReason.FIRST_BYTE_TIMEOUT : CloseReason.IDLE_TIMEOUT);
                }
            }
            case BODY -> refuse(408, Why.of(Rule.REQUEST_TIMEOUT, limits.requestBody().toSeconds() + " s"));
            case ANSWERING, FLUSHING -> {
                boolean waitsForDisk = exchange != null && exchange.isWaitingForDisk();
                if (!waitsForDisk && progress.isStalled()) {
                    end.reset(CloseReason.READER_STALLED);
                } else {
                    deadline.set(limits.writeStall().dividedBy(WriteProgress.LOOKS_TO_STALL));
                }
            }
            case LINGERING -> channel.close();
            case UPGRADED, CLOSED -> deadline.cancel();
        }
    }

    private void ended() {
        deadline.cancel();
        input.clear();
        service.ended(number, end.reason());
    }
}
