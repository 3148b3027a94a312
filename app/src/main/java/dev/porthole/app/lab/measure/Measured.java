package dev.porthole.app.lab.measure;

/** What a measured stage shows and does. */
public interface Measured {

    /** What runs. */
    RunViewModel run();

    /** Asks the class about what is shown. */
    void predict();

    /** Does the next thing: stops what runs, or runs what is shown, or what the lesson has asked about. */
    void step();

    /** Ends what runs and empties the stage. */
    void reset();
}
