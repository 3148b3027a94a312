package dev.porthole.server.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the system, errno(3), recognised in an exception whatever the user's language: Java passes on the
 * words of strerror(3), which follow the locale, and not the number.
 */
public enum SystemError {
    /** Another socket is bound to the address and port. */
    EADDRINUSE(98, 48, "Address already in use"),
    /** The address does not belong to this computer. */
    EADDRNOTAVAIL(99, 49, "Cannot assign requested address"),
    /** Not permitted. */
    EACCES(13, 13, "Permission denied"),
    /** This program has too many files open. */
    EMFILE(24, 24, "Too many open files"),
    /** The whole system has too many files open. */
    ENFILE(23, 23, "Too many open files in system"),
    /** The disk failed. */
    EIO(5, 5, "Input/output error");

    private static final int LONGEST_TEXT = 256;

    private final String english;
    private final String local;

    SystemError(int linux, int mac, String english) {
        String system = System.getProperty("os.name", "");
        this.english = english;
        this.local = system.equals("Linux") ? text(linux, english)
                : system.startsWith("Mac") ? text(mac, english) : english;
    }

    /**
     * {@return whether an exception, or what caused it, was thrown because of this error}
     *
     * @param thrown what the system's answer became in Java
     */
    public boolean isCauseOf(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (isIn(at.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(@Nullable String message) {
        return message != null
                && (message.contains(local)
                        || message.toLowerCase(Locale.ROOT).contains(english.toLowerCase(Locale.ROOT)));
    }

    private static String text(int number, String otherwise) {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle strerror = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));
            return ((MemorySegment) strerror.invokeExact(number)).reinterpret(LONGEST_TEXT).getString(0);
        } catch (Throwable e) {
            // Without the system's words there are still the English ones.
            return otherwise;
        }
    }
}
