package dev.porthole.server.http;

import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has passed every rule about its head.
 *
 * @param head as decoded
 * @param method what is asked
 * @param target of what, or null for {@code OPTIONS *} and for methods this server does not serve
 * @param host the name the client used for the server, or null in HTTP/1.0
 * @param persistent whether the client wants to go on using the connection (RFC 9112 section 9.3)
 * @param expectsContinue whether the client waits for 100 before it sends the body
 * @param secure whether it came by TLS
 */
record Request(
        RequestHead head,
        Method method,
        @Nullable RequestTarget target,
        @Nullable HostName host,
        boolean persistent,
        boolean expectsContinue,
        boolean secure) {

    static Request of(RequestHead head, boolean secure) throws RequestRefusedException {
        HostName host = host(head);
        Method method = Method.of(head.method());
        RequestTarget target = null;
        boolean asterisk = method == Method.OPTIONS && head.target().equals("*");
        if (method.isServed() && !asterisk) {
            target = RequestTarget.parse(head.target());
            String authority = target.authority();
            if (authority != null) {
                // RFC 9112 section 3.2.2: the absolute form overrides the Host field.
                host = HostName.parse(authority).orElseThrow(() -> badHost(authority));
            }
        }
        return new Request(head, method, target, host, isPersistent(head), expectsContinue(head), secure);
    }

    HeaderFields fields() {
        return head.fields();
    }

    boolean isHead() {
        return method == Method.HEAD;
    }

    /** Whether a head asks to keep the connection. */
    static boolean isPersistent(RequestHead head) {
        HeaderFields fields = head.fields();
        if (fields.hasMember("Connection", "close")) {
            return false;
        }
        return !head.isHttp10() || fields.hasMember("Connection", "keep-alive");
    }

    /** Why the connection is closed after the answer to this head, or null when it stays. */
    static @Nullable CloseReason closeReason(@Nullable RequestHead head) {
        if (head == null || isPersistent(head)) {
            return null;
        }
        return head.isHttp10() ? CloseReason.HTTP_1_0 : CloseReason.CLOSE_ASKED;
    }

    private static @Nullable HostName host(RequestHead head) throws RequestRefusedException {
        int count = head.fields().count("Host");
        if (count == 0 && head.isHttp10()) {
            return null;
        }
        if (count != 1) {
            throw badHost(count == 0 ? "no Host" : count + " Host lines");
        }
        String value = Optional.ofNullable(head.fields().single("Host")).orElse("");
        return HostName.parse(value).orElseThrow(() -> badHost(value));
    }

    private static boolean expectsContinue(RequestHead head) throws RequestRefusedException {
        List<String> expectations = head.fields().members("Expect");
        if (expectations.isEmpty() || head.isHttp10()) {
            return false;
        }
        for (String expectation : expectations) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw new RequestRefusedException(417, Rule.EXPECTATION_UNKNOWN, expectation);
            }
        }
        return true;
    }

    private static RequestRefusedException badHost(String what) {
        return new RequestRefusedException(400, Rule.BAD_HOST, what);
    }
}
