package dev.porthole.lab.cost;

import dev.porthole.lab.event.Evidence;
import dev.porthole.lab.script.Experiment;
import dev.porthole.lab.script.LabSession;
import dev.porthole.lab.script.Script;

/**
 * Measures the wait for all numbers of descriptors, once.
 *
 * @param name the script's name
 * @param ready how many descriptors are ready
 */
public record CostScript(String name, ReadyCount ready) implements Script {

    /** One is ready, the others idle: what epoll is made for. */
    public static final CostScript COST = new CostScript("cost", ReadyCount.ONE);

    /** All are ready: where epoll loses. */
    public static final CostScript ALL_READY = new CostScript("cost-all-ready", ReadyCount.ALL);

    /**
     * {@return the script for a number of ready ones}
     *
     * @param ready how many of the watched descriptors have something to read
     */
    public static CostScript of(ReadyCount ready) {
        return switch (ready) {
            case ONE -> COST;
            case ALL -> ALL_READY;
            case TEN, HUNDRED -> new CostScript("cost-" + ready.label() + "-ready", ready);
        };
    }

    @Override
    public Experiment experiment() {
        return Experiment.COST;
    }

    @Override
    public Evidence evidence() {
        return Evidence.KERNEL;
    }

    @Override
    public void run(LabSession session) throws InterruptedException {
        new WaitCost(session).measure(ready);
    }
}
