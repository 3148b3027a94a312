package dev.porthole.app.requests;

/** One thing asked of a request. May be used by several threads at once. */
@FunctionalInterface
interface RowTest {

    Verdict test(RowFacts row);

    /** Asks the opposite. */
    default RowTest negated() {
        return row -> test(row).opposite();
    }

    /** Asks about the answer, which may be still to come. */
    static RowTest ofAnswer(AnswerTest test) {
        return row -> row.isFinished() ? Verdict.of(test.test(row)) : Verdict.LATER;
    }

    /** One thing asked of an answer that is there. */
    @FunctionalInterface
    interface AnswerTest {

        boolean test(RowFacts row);
    }
}
