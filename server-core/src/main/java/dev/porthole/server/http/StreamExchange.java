package dev.porthole.server.http;

import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished.Outcome;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer where each has a stream of its own, as in HTTP/2. The same rules decide as in HTTP/1.1;
 * but a request that is refused costs its stream only, never the connection. For the connection's event loop only.
 */
public final class StreamExchange {

    private final HttpService service;
    private final HttpLimits limits;
    private final AnswerStream stream;
    private final Runnable ended;
    private final Deadline deadline;
    private final LoopMemory memory;
    private final ActiveExchange exchange;
    private final HeaderFields fields = new HeaderFields();
    private @Nullable Request request;
    private long declared = -1;
    private long received;
    private boolean requestEnded;
    private boolean answering;
    private boolean over;
    private boolean closed;
    private boolean cutByServer;
    private int looksWithoutProgress;
    private long sentAtLook;

    /**
     * Tells of a request whose head is complete; what becomes of it begins with {@link #begin}.
     *
     * @param service what all connections of a run share
     * @param connection the number of the connection
     * @param numberOnConnection which of its requests this is, from 1
     * @param head of the request
     * @param stream where the answer goes
     * @param ended runs once, when the answer has been sent or cut
     */
    public StreamExchange(
            HttpService service,
            long connection,
            int numberOnConnection,
            StreamHead head,
            AnswerStream stream,
            Runnable ended) {
        this.service = service;
        this.limits = service.limits();
        this.stream = stream;
        this.ended = ended;
        this.deadline = new Deadline(stream.channel().eventLoop(), this::expired);
        this.memory = service.loopMemory();
        head.fields().forEach(field -> fields.add(field.name(), field.value()));
        RequestReceived event = new RequestReceived(
                service.nextRequestNumber(), connection, numberOnConnection, Instant.now(), head.method(),
                head.target(), RequestReceived.HTTP_2, head.text());
        long now = System.nanoTime();
        RequestHead asHttp1 =
                new RequestHead(head.method(), head.target(), 1, event.version(), fields, head.text());
        Channel socket = Objects.requireNonNullElse(stream.channel().parent(), stream.channel());
        this.exchange = new ActiveExchange(
                event, asHttp1, now, now, new WriteProgress(socket), memory.recorder());
        service.events().accept(event);
    }

    /**
     * Has the request answered, once its body has come.
     *
     * @param malformed what makes it malformed (RFC 9113 section 8.1.1), or null
     * @param last whether there is no body
     */
    public void begin(@Nullable String malformed, boolean last) {
        if (malformed != null) {
            malformed(Rule.MALFORMED_HEAD, malformed);
            return;
        }
        requestEnded = last;
        try {
            checkSize();
            String length = fields.combined("Content-Length");
            if (length != null && !(Grammar.isDigits(length) && length.length() <= 18)) {
                malformed(Rule.BAD_FRAMING, "Content-Length: " + length);
                return;
            }
            declared = length == null ? -1 : Long.parseLong(length);
            Request accepted = Request.of(head(), true);
            request = accepted;
            boolean served = accepted.method().isServed();
            if (!last && served && declared > limits.bodyBytes()) {
                throw new RequestRefusedException(413, Rule.BODY_TOO_LARGE, limits.bodyBytes() + " B");
            }
            if (last) {
                requestComplete();
            } else if (declared > limits.bodyBytes() || accepted.expectsContinue()) {
                // Nobody wants the body, and the client must not be made to send it.
                answer();
            } else {
                deadline.set(limits.requestBody());
            }
        } catch (RequestRefusedException e) {
            refuse(e.status(), e.why());
        }
    }

    private RequestHead head() {
        return Objects.requireNonNull(exchange.head());
    }

    /** HTTP/1.1 has the same limits, while it reads. */
    private void checkSize() throws RequestRefusedException {
        if (head().target().length() > limits.requestLineBytes()) {
            throw new RequestRefusedException(
                    414, Rule.TARGET_TOO_LONG, Integer.toString(limits.requestLineBytes()));
        }
        if (fields.size() > limits.headerLines()) {
            throw new RequestRefusedException(431, Rule.HEADERS_TOO_LARGE, Integer.toString(limits.headerLines()));
        }
        if (head().text().length() - head().target().length() > limits.headerSectionBytes()) {
            throw new RequestRefusedException(431, Rule.HEADERS_TOO_LARGE, limits.headerSectionBytes() + " B");
        }
    }

    /**
     * Reads past a piece of the body.
     *
     * @param bytes how long the piece is
     */
    public void data(int bytes) {
        // What comes after the answer is thrown away; flow control lets no more come than is read.
        received += bytes;
        if (!answering && received > limits.bodyBytes()) {
            refuse(413, Why.of(Rule.BODY_TOO_LARGE, limits.bodyBytes() + " B"));
        }
    }

    /** The request is complete, its body and trailers included. */
    public void end() {
        requestEnded = true;
        if (!answering) {
            requestComplete();
        }
    }

    private void requestComplete() {
        if (declared >= 0 && declared != received) {
            malformed(Rule.BAD_FRAMING, "Content-Length: " + declared);
        } else {
            answer();
        }
    }

    /**
     * What came after the head breaks the rules.
     *
     * @param what the rule that was broken, for the reason that the inspector shows
     */
    public void malformed(String what) {
        if (!over) {
            malformed(Rule.MALFORMED_HEAD, what);
        }
    }

    private void malformed(Rule rule, String what) {
        if (!exchange.isDecided()) {
            exchange.decided(HttpService.error(400, Why.of(rule, what), exchange.head()));
        }
        answering = true;
        cutByServer = true;
        stream.resetMalformed();
        finish(Outcome.SERVER_CUT);
    }

    private void refuse(int status, Why why) {
        answering = true;
        respond(HttpService.error(status, why, exchange.head()));
    }

    private void answer() {
        Request accepted = Objects.requireNonNull(request);
        answering = true;
        deadline.clear();
        FaultRule fault = service.faultFor(accepted);
        if (fault == null) {
            find(accepted);
        } else {
            FaultInjection.begin(fault, exchange, stream.channel(), () -> find(accepted), this::respond, cause -> {
                cutByServer = true;
                stream.resetCut();
            });
        }
    }

    private void find(Request accepted) {
        if (over) {
            return;
        }
        Optional<Response> known = service.answerAtOnce(accepted);
        if (known.isPresent()) {
            respond(known.get());
            return;
        }
        service.answer(accepted, stream.channel(), () -> !closed, this::respondGuarded);
    }

    /** A failure in a task of the loop reaches no handler by itself. */
    private void respondGuarded(Response response) {
        try {
            respond(response);
        } catch (RuntimeException | Error e) {
            stream.resetCut();
            finish(Outcome.SERVER_CUT);
        }
    }

    private void respond(Response response) {
        if (over) {
            response.release(service.fileThreads());
            return;
        }
        exchange.decided(response);
        if (closed) {
            finish(cutByServer ? Outcome.SERVER_CUT : Outcome.CLIENT_LEFT);
            return;
        }
        String lines = lowerCase(response.head("", service.everyAnswer()));
        String text = ":status: " + response.status() + "\r\n" + lines + "\r\n";
        boolean withBody = response.status() != 304 && !head().method().equals("HEAD")
                && response.body().length() > 0;
        stream.head(response.status(), lines, withBody ? response.body().length() : 0);
        if (!withBody) {
            exchange.writing(text, null);
            stream.channel().flush();
            complete();
            return;
        }
        Response.Body body = exchange.body(response);
        if (body.length() == 0) {
            exchange.writing(text, null);
            stream.channel().flush();
            stream.resetCut();
            finish(Outcome.CUT_ON_PURPOSE);
            return;
        }
        ResponseWriter writer = new ResponseWriter(service, stream.channel(), body, "", true, this::written);
        exchange.writing(text, writer);
        writer.start();
        if (!over) {
            deadline.set(limits.writeStall().dividedBy(WriteProgress.LOOKS_TO_STALL));
        }
    }

    /** The lines of a head without the first, which HTTP/2 does not have. */
    private static String lowerCase(String head) {
        StringBuilder lines = new StringBuilder(head.length());
        int start = head.indexOf("\r\n") + 2;
        for (int end = head.indexOf("\r\n", start); end > start; end = head.indexOf("\r\n", start)) {
            int colon = head.indexOf(':', start);
            lines.append(head.substring(start, colon).toLowerCase(Locale.ROOT)).append(head, colon, end + 2);
            start = end + 2;
        }
        return lines.toString();
    }

    private void written() {
        if (over) {
            return;
        }
        ResponseWriter writer = exchange.writer();
        if (exchange.isCut() && writer != null && !writer.hasFailed()) {
            stream.resetCut();
            finish(Outcome.CUT_ON_PURPOSE);
            return;
        }
        if (writer == null || !writer.hasFailed()) {
            complete();
            return;
        }
        boolean changed = !closed && exchange.hasFileChanged();
        if (changed) {
            stream.resetCut();
        }
        finish(changed || cutByServer ? Outcome.SERVER_CUT : Outcome.CLIENT_LEFT);
    }

    private void complete() {
        if (!requestEnded) {
            stream.refuseRest();
        }
        finish(Outcome.COMPLETE);
    }

    private void finish(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        deadline.cancel();
        service.events().accept(exchange.finish(outcome, stream.sentBesideContent(), service.fileThreads()));
        ended.run();
    }

    /**
     * The stream has ended before the answer was complete, or the connection has.
     *
     * @param byServer whether this side ended it
     */
    public void cut(boolean byServer) {
        if (over) {
            return;
        }
        closed = true;
        cutByServer |= byServer;
        deadline.cancel();
        if (!answering) {
            exchange.decided(HttpService.error(400, Why.of(Rule.BAD_FRAMING, "the body never came"), exchange.head()));
        }
        if (exchange.isDecided()) {
            Outcome byThisSide = exchange.isHanging() ? Outcome.CUT_ON_PURPOSE : Outcome.SERVER_CUT;
            finish(cutByServer ? byThisSide : Outcome.CLIENT_LEFT);
        }
        // Otherwise a file thread is still looking for the answer; the end is told after it, in respond.
    }

    private void expired() {
        ResponseWriter writer = exchange.writer();
        if (!answering) {
            refuse(408, Why.of(Rule.REQUEST_TIMEOUT, limits.requestBody().toSeconds() + " s"));
        } else if (writer != null) {
            long sent = writer.sentInAll();
            boolean moved = sent != sentAtLook || writer.isWaitingForDisk();
            sentAtLook = sent;
            looksWithoutProgress = moved ? 0 : looksWithoutProgress + 1;
            if (looksWithoutProgress >= WriteProgress.LOOKS_TO_STALL) {
                cutByServer = true;
                stream.resetCut();
            } else {
                deadline.set(limits.writeStall().dividedBy(WriteProgress.LOOKS_TO_STALL));
            }
        }
    }
}
