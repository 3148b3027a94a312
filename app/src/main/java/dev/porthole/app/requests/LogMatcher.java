package dev.porthole.app.requests;

import dev.porthole.server.event.EventLog;

/** Tells of single requests in a log whether the table would show them. Used by one thread at a time. */
public final class LogMatcher {

    private final RowFacts facts;

    /** Looks at this log, in which nothing is pinned. */
    public LogMatcher(EventLog log) {
        facts = new RowFacts(log, number -> false);
    }

    /** Whether a filter lets a request through; no while that depends on its answer, or when it is dropped. */
    public boolean matches(RequestFilter filter, long number) {
        return facts.judge(filter, number) == Verdict.YES;
    }
}
