package dev.porthole.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.conditions.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed and shown in the panel, without the panel. */
class FaultValuesTest {

    @Test
    void whatPeopleTypeIsUnderstood() {
        assertThat(FaultValues.time("2 s")).contains(Duration.ofSeconds(2));
        assertThat(FaultValues.time(" 500ms ")).contains(Duration.ofMillis(500));
        assertThat(FaultValues.status("503")).contains(503);
        assertThat(FaultValues.cut("50 %")).contains(new Fault.Cut(50, true));
        assertThat(FaultValues.cut("10kB")).contains(new Fault.Cut(10_000, false));
        assertThat(FaultValues.cut("3 MB")).contains(new Fault.Cut(3_000_000, false));
        assertThat(FaultValues.read(FaultKind.HANG, "")).contains(new Fault.Hang());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "-1 s", "61 s", "60001 ms", "2 m", "s"})
    void whatIsNoDelayIsNone(String typed) {
        assertThat(FaultValues.time(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "200", "399", "600", "5xx", "99999999999"})
    void whatIsNoErrorIsNone(String typed) {
        assertThat(FaultValues.status(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "101 %", "-1 B", "1 GB", "%"})
    void whatIsNoPlaceToCutIsNone(String typed) {
        assertThat(FaultValues.cut(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1|iPhone, Safari",
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36|Android, Chrome",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0|Windows, Edge",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0|Linux, Firefox",
        "curl/8.5.0|curl", "something else|''"})
    void aDeviceIsCalledWhatItSaysItIs(String userAgent, String name) {
        assertThat(DeviceName.of(userAgent)).isEqualTo(name);
    }

    @Test
    void ratesAreWrittenInTheUnitThatSuitsThem() {
        assertThat(BitRate.text(768_000)).isEqualTo("768 kbit/s");
        assertThat(BitRate.text(1_600_000)).isEqualTo("1.6 Mbit/s");
        assertThat(BitRate.kilobits(1_600_500)).isEqualTo("1600.5");
    }
}
