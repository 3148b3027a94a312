package dev.porthole.app.preferences;

/** How strongly the window sets text and lines off. */
public enum ContrastChoice {
    /** As the system is, now and when it changes. */
    SYSTEM,
    /** The usual contrast. */
    NORMAL,
    /** Text at 7:1 or better, and lines that can be seen. */
    HIGH;

    /** Whether contrast is high when the system is as given. */
    public boolean isHigh(boolean system) {
        return this == HIGH || this == SYSTEM && system;
    }
}
