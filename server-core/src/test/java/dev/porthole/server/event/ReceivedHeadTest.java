package dev.porthole.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceivedHeadTest {

    private static RequestReceived request(String version, String head) {
        return new RequestReceived(1, 1, 1, Instant.EPOCH, "GET", "/a?b", version, head);
    }

    @Test
    @DisplayName("a head of HTTP/2 becomes one that HTTP/1.1 can send")
    void writesPseudoHeadersAsRequestLine() {
        String head = String.join("\r\n", ":method: GET", ":scheme: https", ":authority: localhost:8443",
                ":path: /a?b", "accept: */*", "x-a: :b", "", "");
        assertThat(request("HTTP/2", head).http1Head())
                .isEqualTo("GET /a?b HTTP/1.1\r\nHost: localhost:8443\r\naccept: */*\r\nx-a: :b\r\n\r\n");
    }

    @Test
    @DisplayName("a head of HTTP/2 that an archive has given a first line becomes one that HTTP/1.1 can send")
    void writesItsOwnRequestLine() {
        String head = "GET /a?b HTTP/2\r\nHost: localhost:8443\r\naccept: */*\r\n\r\n";
        assertThat(request("HTTP/2", head).http1Head())
                .isEqualTo("GET /a?b HTTP/1.1\r\nHost: localhost:8443\r\naccept: */*\r\n\r\n");
    }

    @Test
    @DisplayName("a head of HTTP/1.1, and one that is no longer kept, stay as they are")
    void leavesOthersAlone() {
        String head = "GET /a?b HTTP/1.1\r\nHost: x\r\n:odd\r\n\r\n";
        assertThat(request("HTTP/1.1", head).http1Head()).isSameAs(head);
        String odd = ":odd /a HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(request("", odd).http1Head()).isSameAs(odd);
        assertThat(request("HTTP/2", "").http1Head()).isEmpty();
    }
}
