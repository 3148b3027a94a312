package dev.porthole.lab.servers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which threads have served a connection. Safe to use from any thread. */
final class ServingThreads {

    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

    /** The calling thread serves one. */
    void note() {
        seen.add(Thread.currentThread());
    }

    /** How many there were. */
    int count() {
        return seen.size();
    }

    /** Counts from zero. */
    void forget() {
        seen.clear();
    }
}
