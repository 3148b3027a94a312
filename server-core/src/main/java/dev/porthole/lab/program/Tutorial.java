package dev.porthole.lab.program;

/** The two programs of the tutorial. */
public enum Tutorial {
    /** Prints what its clients say. */
    ECHO,
    /** Serves files over HTTP. */
    WEB;

    /** {@return the settings that the tutorial's program has} */
    public Switches origin() {
        return this == ECHO ? Switches.origin(10) : Switches.origin(128);
    }

    /** {@return the same with every defect mended} */
    public Switches fixed() {
        return origin().withAll(Switch.of(this));
    }
}
