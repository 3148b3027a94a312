package dev.porthole.lab;

import dev.porthole.lab.system.Libc;

/** Whether this computer's kernel is one that the lab can show: decided once, by trying. */
public final class LabSupport {

    private static final boolean KERNEL =
            System.getProperty("os.name", "").equals("Linux") && Trial.succeeds();

    private LabSupport() {}

    /** {@return whether experiments run on this computer's own kernel: Linux, where epoll may be used} */
    public static boolean kernel() {
        return KERNEL;
    }

    /** A class of its own, so that the C library is not touched on another system. */
    private static final class Trial {

        private Trial() {}

        static boolean succeeds() {
            try {
                int epoll = Libc.epollCreate();
                return epoll >= 0 && Libc.close(epoll) == 0;
            } catch (RuntimeException | LinkageError refused) {
                return false;
            }
        }
    }
}
