package dev.porthole.server.hosting;

import java.util.List;

/**
 * What a file of rules says.
 *
 * @param rules that have an effect, in their order
 * @param problems of the lines that have none
 */
record Parsed<R>(List<R> rules, List<RuleFileProblem> problems) {

    /** Copies both lists. */
    public Parsed {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** Of a file that is not there. */
    public static <R> Parsed<R> nothing() {
        return new Parsed<>(List.of(), List.of());
    }
}
