package dev.porthole.lab.program;

import dev.porthole.lab.system.Errno;

/**
 * What nobody in the program caught. The message is the last line that Python prints of such an error, as that is what
 * the tutorial's reader sees.
 */
final class ProgramError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private ProgramError(String sentence) {
        super(sentence, null, false, false);
    }

    /** A system call that failed. */
    static ProgramError of(int result) {
        String sentence = switch (Errno.of(-result)) {
            case EAGAIN -> "BlockingIOError: [Errno 11] Resource temporarily unavailable";
            case EPIPE -> "BrokenPipeError: [Errno 32] Broken pipe";
            case ECONNRESET -> "ConnectionResetError: [Errno 104] Connection reset by peer";
            case ETIMEDOUT -> "TimeoutError: [Errno 110] Connection timed out";
            case EINVAL -> "OSError: [Errno 22] Invalid argument";
            case EMFILE -> "OSError: [Errno 24] Too many open files";
            case EADDRINUSE -> "OSError: [Errno 98] Address already in use";
            case EACCES -> "PermissionError: [Errno 13] Permission denied";
            case null, default -> "OSError: [Errno " + -result + "] " + Errno.name(-result);
        };
        return new ProgramError(sentence);
    }

    /** Bytes that are not UTF-8. */
    static ProgramError notUtf8(byte[] bytes, int from, int count, String reason) {
        String where = count == 1
                ? "byte 0x%02x in position %d".formatted(bytes[from], from)
                : "bytes in position %d-%d".formatted(from, from + count - 1);
        return new ProgramError("UnicodeDecodeError: 'utf-8' codec can't decode " + where + ": " + reason);
    }
}
