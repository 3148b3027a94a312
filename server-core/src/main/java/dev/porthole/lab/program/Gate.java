package dev.porthole.lab.program;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Where the loop is stopped, so that what arrives meanwhile piles up in the kernel. Safe to use from any thread. */
final class Gate {

    private final Lock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean closed;
    private boolean waiting;

    /** Stops whoever comes to it from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody through. */
    void open() {
        lock.lock();
        try {
            closed = false;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed. */
    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the loop stands before it. */
    boolean waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Goes through as soon as it is open. */
    void pass() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed) {
                waiting = true;
                opened.await();
            }
        } finally {
            waiting = false;
            lock.unlock();
        }
    }
}
