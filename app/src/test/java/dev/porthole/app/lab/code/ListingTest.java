package dev.porthole.app.lab.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {

    private static final int LONGEST = 30;

    @ParameterizedTest
    @CsvSource({"echo,PYTHON", "echo,C", "echo,JAVA", "web,PYTHON", "web,C", "web,JAVA"})
    void everyCallOfTheProgramHasItsLine(String name, Listing.Language language) {
        Listing listing = Listing.read(name, language);
        Set<String> calls = listing.lines().stream().flatMap(line -> line.calls().stream()).collect(Collectors.toSet());
        assertThat(calls).contains("socket", "setsockopt", "bind", "listen", "epoll_create1", "epoll_ctl", "epoll_wait",
                "accept4", "recvfrom", "close");
        assertThat(listing.lines()).hasSizeBetween(20, LONGEST)
                .noneMatch(line -> line.text().contains("@ ") && !line.text().contains("\"@ "));
    }
}
