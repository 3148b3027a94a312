package dev.porthole.app.lab.measure;

import dev.porthole.lab.event.LabEvent;

/** What is made of the events of a run, for a picture. On the window's thread. */
public interface Story {

    /** Takes in what has happened. */
    void add(LabEvent event);

    /** Forgets everything. */
    void clear();
}
