package dev.porthole.lab;

import dev.porthole.lab.event.LabEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that a session has told. */
public final class EventList implements Consumer<LabEvent> {

    private final List<LabEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(LabEvent event) {
        events.add(event);
    }

    private <T extends LabEvent> Stream<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The values of a series, the first first. */
    public List<Double> values(String series) {
        return of(LabEvent.Reading.class).filter(each -> each.series().equals(series))
                .map(LabEvent.Reading::value).toList();
    }

    /** The only value of a series. */
    public double value(String series) {
        List<Double> values = values(series);
        if (values.size() != 1) {
            throw new AssertionError(series + ": " + values);
        }
        return values.getFirst();
    }

    /** All readings at one place. */
    public Stream<LabEvent.Reading> readings() {
        return of(LabEvent.Reading.class);
    }

    /** The keys of all findings, the first first. */
    public List<String> findings() {
        return of(LabEvent.Finding.class).map(LabEvent.Finding::key).toList();
    }

    /** The arguments of the only finding with a key. */
    public List<String> finding(String key) {
        return of(LabEvent.Finding.class).filter(each -> each.key().equals(key)).findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not among " + findings())).arguments();
    }

    /** The arguments of all findings with a key, the first first. */
    public List<List<String>> arguments(String key) {
        return of(LabEvent.Finding.class).filter(each -> each.key().equals(key))
                .map(LabEvent.Finding::arguments).toList();
    }

    /** The arguments of the first step with a key. */
    public List<String> step(String key) {
        return of(LabEvent.Step.class).filter(each -> each.key().equals(key)).findFirst()
                .orElseThrow(() -> new AssertionError(key)).arguments();
    }

    /** The only line of a program. */
    public String line(String program) {
        return of(LabEvent.Line.class).filter(each -> each.program().equals(program)).findFirst()
                .orElseThrow(() -> new AssertionError(program)).text();
    }

    /** All system calls as strace(1) prints them. */
    public List<String> calls() {
        return of(LabEvent.Call.class).map(LabEvent.Call::toString).toList();
    }
}
