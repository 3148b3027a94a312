package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.requests.RequestFilter.Verdict;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.event.Exchange;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFilterTest {

    private final Events events = new Events(new EventLog(10, 1_000));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "logo|YES", "LOGO|YES", "get|YES", "404|YES", "192.168|YES", "status:404|YES", "status:4xx|YES",
        "status:4|YES", "logo status:404|YES", "zoë|YES", "zo%c3|YES", "post|NO", "status:200|NO",
        "status:5xx|NO", "logo nothing|NO", "200|NO", "status:|YES"
    })
    void words(String typed, Verdict verdict) {
        Exchange exchange = exchange(events.answer("/img/Logo-zo%C3%AB.PNG", 404));
        assertThat(RequestFilter.parse(typed, StatusClass.ALL).test(exchange, "192.168.1.20")).isEqualTo(verdict);
    }

    @Test
    void segments() {
        Exchange exchange = exchange(events.answer("/", 304));
        assertThat(RequestFilter.parse("", StatusClass.REDIRECTION).test(exchange, "")).isEqualTo(Verdict.YES);
        assertThat(RequestFilter.parse("", StatusClass.SUCCESSFUL).test(exchange, "")).isEqualTo(Verdict.NO);
    }

    @Test
    void whatIsInFlightIsDecidedLater() {
        Exchange exchange = exchange(events.receive("GET", "/video"));
        assertThat(RequestFilter.parse("video", StatusClass.ALL).test(exchange, "")).isEqualTo(Verdict.YES);
        assertThat(RequestFilter.parse("404", StatusClass.ALL).test(exchange, "")).isEqualTo(Verdict.LATER);
        assertThat(RequestFilter.parse("video", StatusClass.CLIENT_ERROR).test(exchange, ""))
                .isEqualTo(Verdict.LATER);
        assertThat(RequestFilter.parse("image", StatusClass.CLIENT_ERROR).test(exchange, ""))
                .isEqualTo(Verdict.NO);
    }

    private Exchange exchange(long number) {
        return Objects.requireNonNull(events.log.exchange(number));
    }
}
