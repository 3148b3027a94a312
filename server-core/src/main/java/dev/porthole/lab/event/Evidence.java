package dev.porthole.lab.event;

/** Where what the lab shows comes from. It is always shown, so that nothing else is ever taken for real. */
public enum Evidence {
    /** System calls of this program, now, on this computer's own kernel. */
    KERNEL,
    /** Real connections of this program, now, through the Java library or Netty. */
    LIVE,
    /** A model in Java that is compared with the kernel by a test. */
    MODEL,
    /** What was recorded on another computer with Linux. */
    RECORDED
}
