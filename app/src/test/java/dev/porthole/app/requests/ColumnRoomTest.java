package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRoomTest {

    private static Set<RequestColumn> wanted(boolean severalClients) {
        return Arrays.stream(RequestColumn.values())
                .filter(column -> column.shown() == RequestColumn.Shown.USUALLY
                        || column.shown() == RequestColumn.Shown.WITH_ROOM
                        || severalClients && column == RequestColumn.CLIENT)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RequestColumn.class)));
    }

    private static double width(RequestColumn column) {
        return column == RequestColumn.BAR ? 36 : column.width();
    }

    private static double path(Set<RequestColumn> shown, double room) {
        return room - shown.stream().filter(column -> column != RequestColumn.PATH)
                .mapToDouble(ColumnRoomTest::width).sum();
    }

    /** Beside the inspector in a window of 1280, alone in one of 1024, and alone in one of 1280. */
    @ParameterizedTest
    @CsvSource({"653, false, BAR", "653, true, 'BAR,TYPE,CONNECTION'", "788, false, ''", "788, true, ''",
        "780, true, BAR", "1044, true, ''"})
    void thePathCanBeReadBesideTheInspectorAndInSmallWindows(double room, boolean severalClients, String hidden) {
        Set<RequestColumn> shown =
                ColumnRoom.shown(wanted(severalClients), Set.of(), ColumnRoomTest::width, room);
        Set<RequestColumn> gone = wanted(severalClients);
        gone.removeAll(shown);
        assertThat(gone.stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .isEqualTo(Arrays.stream(hidden.split(",")).sorted().collect(Collectors.joining(",")));
        assertThat(path(shown, room)).isGreaterThanOrEqualTo(ColumnRoom.PATH);
    }

    @Test
    void whatTheUserWantsAndWhatItIsSortedByStays() {
        assertThat(ColumnRoom.shown(wanted(true), Set.of(RequestColumn.CONNECTION), ColumnRoomTest::width, 653))
                .contains(RequestColumn.CONNECTION).doesNotContain(RequestColumn.BAR, RequestColumn.TYPE);
    }
}
