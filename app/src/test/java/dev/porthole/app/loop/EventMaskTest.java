package dev.porthole.app.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.transport.Transport;
import org.junit.jupiter.api.Test;

class EventMaskTest {

    @Test
    void masksAreWrittenAsTheirSystemCallsThem() {
        assertThat(EventMask.text(Transport.EPOLL, 0x2001)).isEqualTo("IN|RDHUP");
        assertThat(EventMask.text(Transport.EPOLL, 0x2005)).isEqualTo("IN|OUT|RDHUP");
        assertThat(EventMask.text(Transport.EPOLL, 1 << 31)).isEqualTo("ET");
        assertThat(EventMask.text(Transport.NIO, 0x10)).isEqualTo("ACCEPT");
        assertThat(EventMask.text(Transport.NIO, 0x5)).isEqualTo("READ|WRITE");
        assertThat(EventMask.text(Transport.KQUEUE, 0x6)).isEqualTo("READ|WRITE");
        assertThat(EventMask.kernel(0x201d)).isEqualTo("IN|OUT|ERR|HUP|RDHUP");
        assertThat(EventMask.kernel(0)).isEqualTo("–");
        assertThat(EventMask.kernel(0x100001)).isEqualTo("IN|0x100000");
    }
}
