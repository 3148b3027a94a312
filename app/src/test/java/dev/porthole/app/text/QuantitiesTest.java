package dev.porthole.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|0 B", "312|312 B", "999|999 B", "1000|1.0 kB", "4213|4.2 kB", "96400|96.4 kB", "99950|100 kB",
        "412000|412 kB", "999499|999 kB", "999500|1.0 MB", "8400000|8.4 MB", "1000000000|1.0 GB",
        "9223372036854775807|9223372 TB"
    })
    void sizes(long bytes, String text) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|0.00 ms", "184000|0.18 ms", "1840000|1.84 ms", "24100000|24.10 ms", "999990000|999.99 ms",
        "1234560000|1.23 s",
        "12345678901|12.35 s"
    })
    void durations(long nanos, String text) {
        assertThat(Quantities.duration(nanos)).isEqualTo(text);
    }

    @Test
    void countsAndSpans() {
        assertThat(Quantities.count(4_812_334)).isEqualTo("4,812,334");
        assertThat(Quantities.exactBytes(4213)).isEqualTo("4,213 B");
        assertThat(Quantities.span(Duration.ofSeconds(872))).isEqualTo("00:14:32");
        assertThat(Quantities.span(Duration.ofHours(49))).isEqualTo("2 d 01:00:00");
    }
}
