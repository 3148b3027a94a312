package dev.porthole.app.lab.servers;

import dev.porthole.app.lab.measure.Story;
import dev.porthole.lab.event.LabEvent;
import dev.porthole.lab.servers.SlowReader;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** Where the bytes of the slow reader were, and when the server was told of room; milliseconds since it began. */
public final class ReaderViewModel implements Story {

    /**
     * Where the bytes were at a moment.
     *
     * @param at milliseconds
     * @param server not yet written by the server
     * @param sendQueue in the kernel, on the server's side
     * @param receiveQueue in the kernel, on the client's side
     * @param client received
     */
    public record Moment(double at, double server, double sendQueue, double receiveQueue, double client) {}

    private static final double MILLISECOND = 1e6;

    private final List<Moment> moments = new ArrayList<>();
    private final List<Double> wakeUps = new ArrayList<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private long began;
    private double asked = Double.NaN;
    private double withdrawn = Double.NaN;
    private double server = SlowReader.BYTES;
    private double sendQueue;

    /** Nothing yet. */
    public ReaderViewModel() {}

    @Override
    public void clear() {
        moments.clear();
        wakeUps.clear();
        asked = Double.NaN;
        withdrawn = Double.NaN;
        server = SlowReader.BYTES;
        sendQueue = 0;
        changes.set(changes.get() + 1);
    }

    @Override
    public void add(LabEvent event) {
        switch (event) {
            case LabEvent.Step step -> add(step);
            case LabEvent.Told told when told.row().equals(SlowReader.WAIT) && told.told().contains("EPOLLOUT") ->
                    wakeUps.add(millis(told));
            case LabEvent.Reading reading -> add(reading);
            default -> {
                // Is shown elsewhere.
            }
        }
        changes.set(changes.get() + 1);
    }

    private void add(LabEvent.Step step) {
        switch (step.key()) {
            case "lab.reader.begin" -> began = step.nanos();
            case SlowReader.ASKED -> asked = millis(step);
            case SlowReader.WITHDRAWN -> withdrawn = millis(step);
            default -> {
                // Another experiment's.
            }
        }
    }

    /** The three readings of a moment come one after the other, the receive queue last. */
    private void add(LabEvent.Reading reading) {
        switch (reading.series()) {
            case SlowReader.IN_SERVER -> server = reading.value();
            case SlowReader.IN_SEND_QUEUE -> sendQueue = reading.value();
            case SlowReader.IN_RECEIVE_QUEUE ->
                    moments.add(new Moment(millis(reading), server, sendQueue, reading.value(), reading.at()));
            default -> {
                // Another experiment's.
            }
        }
    }

    private double millis(LabEvent event) {
        return (event.nanos() - began) / MILLISECOND;
    }

    /** Where the bytes were, the first moment first. */
    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** When epoll_wait told EPOLLOUT. */
    public List<Double> wakeUps() {
        return List.copyOf(wakeUps);
    }

    /** When EPOLLOUT was asked for; NaN before. */
    public double asked() {
        return asked;
    }

    /** When it was asked for no more; NaN before. */
    public double withdrawn() {
        return withdrawn;
    }

    /** Counts every change. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
