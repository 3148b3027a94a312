package dev.porthole.app.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.servers.ServerModel;
import dev.porthole.lab.servers.SlowReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServersStoriesTest {

    private static final long MILLI = 1_000_000;

    private final AtomicLong clock = new AtomicLong(500 * MILLI);
    private final RaceViewModel race = new RaceViewModel(clock::get);
    private final ReaderViewModel reader = new ReaderViewModel();

    @Test
    void whoHasNoAnswerYetGoesOnWaiting() {
        race.add(step(10, "lab.servers.slow"));
        race.add(step(13, "lab.servers.fast"));
        assertThat(race.fastBegan()).isEqualTo(3);
        clock.addAndGet(700 * MILLI);
        assertThat(race.waiting()).isTrue();
        assertThat(race.now()).isEqualTo(700);
        for (ServerModel each : ServerModel.values()) {
            for (int client = 1; client <= 5; client++) {
                race.add(reading(each.id() + "/fast", client, 1.5 * client));
            }
        }
        assertThat(race.waiting()).as("the slow clients have no answer").isTrue();
        for (ServerModel each : ServerModel.values()) {
            race.add(reading(each.id() + "/slow took", 1, 1_700));
        }
        assertThat(race.waiting()).isFalse();
        assertThat(race.lane(ServerModel.VIRTUAL).fast(4)).isEqualTo(7.5);
        assertThat(race.lane(ServerModel.LOOP).slow()).isEqualTo(1_700);
    }

    @Test
    void clientsOfOneServerAreNotThoseOfAnother() {
        race.add(reading("threads/slow", 1, 0.2));
        race.add(reading("threads/slow", 2, 100.4));
        race.add(reading("threads/threads", 6, 6));
        assertThat(race.lane(ServerModel.THREADS).bytes()).containsExactly(0.2, 100.4);
        assertThat(race.lane(ServerModel.THREADS).threads()).isEqualTo(6);
        assertThat(race.lane(ServerModel.THREADS).slow()).isNaN();
        assertThat(race.lane(ServerModel.BLOCKING).bytes()).isEmpty();
        race.clear();
        assertThat(race.lane(ServerModel.THREADS).bytes()).isEmpty();
    }

    @Test
    void everyMomentSaysWhereAllBytesAre() {
        reader.add(step(5, "lab.reader.begin"));
        reader.add(reading(8, SlowReader.IN_SERVER, 0, 5_900_000));
        reader.add(reading(8, SlowReader.IN_SEND_QUEUE, 0, 70_000));
        assertThat(reader.moments()).isEmpty();
        reader.add(reading(9, SlowReader.IN_RECEIVE_QUEUE, 1_000, 29_000));
        assertThat(reader.moments()).isEqualTo(
                List.of(new ReaderViewModel.Moment(4, 5_900_000, 70_000, 29_000, 1_000)));
    }

    @Test
    void onlyRoomIsAWakeUpForTheFlag() {
        reader.add(step(5, "lab.reader.begin"));
        reader.add(new LabEvent.Told(6 * MILLI, SlowReader.WAIT, "fd 9", "EPOLLIN"));
        assertThat(reader.asked()).isNaN();
        reader.add(step(7, SlowReader.ASKED));
        reader.add(new LabEvent.Told(8 * MILLI, SlowReader.WAIT, "fd 9", "EPOLLOUT"));
        reader.add(new LabEvent.Told(9 * MILLI, SlowReader.WAIT, "fd 9", "EPOLLIN|EPOLLOUT"));
        reader.add(step(10, SlowReader.WITHDRAWN));
        assertThat(reader.asked()).isEqualTo(2);
        assertThat(reader.wakeUps()).containsExactly(3.0, 4.0);
        assertThat(reader.withdrawn()).isEqualTo(5);
        reader.clear();
        assertThat(reader.asked()).isNaN();
        assertThat(reader.wakeUps()).isEmpty();
    }

    private static LabEvent step(long millis, String key) {
        return new LabEvent.Step(millis * MILLI, key, List.of());
    }

    private static LabEvent reading(String series, double at, double value) {
        return reading(0, series, at, value);
    }

    private static LabEvent reading(long millis, String series, double at, double value) {
        return new LabEvent.Reading(millis * MILLI, series, at, value, "");
    }
}
