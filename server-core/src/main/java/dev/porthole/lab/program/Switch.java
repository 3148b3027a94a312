package dev.porthole.lab.program;

import java.util.EnumSet;
import java.util.Set;

/** What mends one defect of the tutorial's programs; off, the defect is there. */
public enum Switch {
    /** Read again and again until EAGAIN: what is not read makes no new edge. */
    DRAIN(true, true),
    /** Accept again and again until EAGAIN: several clients may be one edge. */
    ACCEPT_ALL(true, true),
    /** Calls return EAGAIN instead of sleeping, O_NONBLOCK of open(2). */
    NON_BLOCKING(true, true),
    /** Test the bits of the mask, as EPOLLERR and EPOLLHUP come unasked for, instead of {@code == EPOLLIN}. */
    TEST_BITS(true, true),
    /** Decode a stream: half a character waits for the rest, and what is not UTF-8 is replaced. */
    DECODE_STREAM(true, true),
    /** An error of one connection ends that connection and not the program. */
    CATCH_ERRORS(true, true),
    /** Wait for EPOLLOUT when the kernel took only a part of what was sent. */
    WAIT_TO_WRITE(false, true),
    /** Head and body of the 404 leave in one send. */
    ONE_WRITE(false, true),
    /** Content-Length counts bytes and not characters. */
    BYTE_LENGTH(false, true),
    /** TCP_NODELAY, tcp(7): a small segment does not wait for the confirmation of the one before. */
    NO_DELAY(false, true),
    /** A request begins and ends where its head does, not where a read does. */
    WHOLE_HEAD(false, true),
    /** A path never leads out of the folder. */
    INSIDE_FOLDER(false, true);

    private final boolean echo;
    private final boolean web;

    Switch(boolean echo, boolean web) {
        this.echo = echo;
        this.web = web;
    }

    /**
     * {@return those that change something in a program}
     *
     * @param program one of the two programs of the tutorial
     */
    public static Set<Switch> of(Tutorial program) {
        Set<Switch> all = EnumSet.allOf(Switch.class);
        all.removeIf(each -> !(program == Tutorial.ECHO ? each.echo : each.web));
        return all;
    }
}
