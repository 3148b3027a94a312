package dev.porthole.server.http;

import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets go wrong with an answer what a rule for faults wants. On the connection's event loop. */
final class FaultInjection {

    /** What stands in the log for an answer that never came; it is never sent. Other servers write the same. */
    static final int NO_ANSWER = 444;

    private FaultInjection() {}

    /**
     * Begins with the fault of a rule.
     *
     * @param find looks for the answer, as if there were no fault
     * @param respond sends another one
     * @param reset ends the connection without any
     */
    static void begin(
            FaultRule rule, ActiveExchange exchange, Channel channel,
            Runnable find, Consumer<Response> respond, Consumer<CloseReason> reset) {
        exchange.faulted(rule);
        switch (rule.fault()) {
            case Fault.Status status -> respond.accept(error(status, rule, exchange));
            case Fault.Cut cut -> find.run();
            case Fault.Delay delay -> {
                long begunNanos = System.nanoTime();
                exchange.decided(noAnswer(rule));
                later(channel, delay.time(), () -> {
                    exchange.delayed(System.nanoTime() - begunNanos);
                    find.run();
                });
            }
            case Fault.Hang hang -> {
                exchange.decided(noAnswer(rule));
                later(channel, Fault.LONGEST, () -> reset.accept(CloseReason.FAULT_HANG));
                whenInputEnds(channel, () -> reset.accept(CloseReason.CLIENT_CLOSED));
            }
        }
    }

    /** Does something after a time, unless the connection ends before. */
    private static void later(Channel channel, Duration time, Runnable task) {
        Future<?> scheduled = channel.eventLoop().schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener(closed -> scheduled.cancel(false));
    }

    /**
     * Does something once the client has sent its last byte. Who waits for an answer may have done so, but where none
     * is to come, this is how a client that leaves is noticed: nothing is written that could fail.
     */
    private static void whenInputEnds(Channel channel, Runnable task) {
        if (!(channel instanceof DuplexChannel connection)) {
            // A stream of HTTP/2, which is reset by who leaves it.
            return;
        }
        if (connection.isInputShutdown()) {
            channel.eventLoop().execute(task);
            return;
        }
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                context.fireUserEventTriggered(event);
                if (event instanceof ChannelInputShutdownEvent) {
                    task.run();
                }
            }
        });
    }

    private static Response error(Fault.Status status, FaultRule rule, ActiveExchange exchange) {
        Response response = HttpService.error(
                status.status(), Why.of(Rule.FAULT_STATUS, rule.toString()), exchange.head());
        return status.retryAfter() == null
                ? response
                : response.field(ResponseField.RETRY_AFTER, Long.toString(status.retryAfter().toSeconds()));
    }

    /** Stands in the log if the connection ends before there is an answer. */
    private static Response noAnswer(FaultRule rule) {
        return new Response(NO_ANSWER, Why.of(Rule.FAULT_NO_ANSWER, rule.toString()));
    }

    /** So much of a body as is sent before the end that comes too soon. Whole, what holds its files releases them. */
    static Response.Body cut(Response.Body body, long length) {
        return switch (body) {
            case Response.Bytes bytes -> new Response.Bytes(Arrays.copyOf(bytes.content(), (int) length));
            case Response.FileParts parts -> cut(parts, length);
            case Response.Elsewhere elsewhere -> elsewhere;
        };
    }

    private static Response.Body cut(Response.FileParts whole, long length) {
        List<Response.Part> parts = new ArrayList<>();
        byte[] end = {};
        long left = length;
        for (Response.Part part : whole.parts()) {
            byte[] before = part.before();
            if (left <= before.length) {
                end = Arrays.copyOf(before, (int) left);
                left = 0;
                break;
            }
            left -= before.length;
            ByteRanges.Range range = part.range();
            long count = Math.min(left, range.length());
            parts.add(new Response.Part(before, new ByteRanges.Range(range.first(), range.first() + count - 1)));
            left -= count;
        }
        return new Response.FileParts(
                whole.file(), parts, left == 0 ? end : Arrays.copyOf(whole.end(), (int) left));
    }
}
