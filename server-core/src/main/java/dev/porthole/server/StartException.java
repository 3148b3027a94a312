package dev.porthole.server;

import org.jspecify.annotations.Nullable;

/** Thrown by {@link StaticServer#start} with the reason why the server could not start. */
public final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient StartFailure failure;

    /** Wraps a failure; the cause, if any, is for a debugger and never for a user's eyes. */
    StartException(StartFailure failure, @Nullable Throwable cause) {
        super(failure.kind() + ": " + failure.subject() + " " + failure.detail(), cause);
        this.failure = failure;
    }

    /** {@return what went wrong} */
    public StartFailure failure() {
        return failure;
    }
}
