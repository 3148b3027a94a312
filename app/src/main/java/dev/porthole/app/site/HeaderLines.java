package dev.porthole.app.site;

import dev.porthole.server.hosting.HeaderRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules for header fields as text, one a line: {@code /assets/*: Cache-Control: max-age=60}. The settings keep them so,
 * and the command line takes them so.
 *
 * @param rules those that are rules
 * @param problems of the lines that are none
 */
public record HeaderLines(List<HeaderRule> rules, List<LineProblem> problems) {

    private static final String SEPARATOR = ": ";

    /**
     * What is wrong with a line.
     *
     * @param line the line
     * @param problem what is wrong with it
     */
    public record LineProblem(String line, HeaderRule.Problem problem) {}

    /** Copies both lists. */
    public HeaderLines {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** Reads lines; empty ones are left out. */
    public static HeaderLines read(String text) {
        List<HeaderRule> rules = new ArrayList<>();
        List<LineProblem> problems = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            // A pattern may have a colon of its own, but no blank after it.
            String[] parts = line.strip().split(":\\s+", 3);
            String pattern = parts[0];
            String name = parts.length > 1 ? parts[1] : "";
            String value = parts.length > 2 ? parts[2] : "";
            HeaderRule.problem(pattern, name, value).ifPresentOrElse(
                    problem -> problems.add(new LineProblem(line, problem)),
                    () -> rules.add(new HeaderRule(pattern, name, value)));
        }
        if (rules.size() > HeaderRule.MOST) {
            problems.add(new LineProblem(rules.get(HeaderRule.MOST).pattern(), HeaderRule.Problem.LENGTH));
            return new HeaderLines(rules.subList(0, HeaderRule.MOST), problems);
        }
        return new HeaderLines(rules, problems);
    }

    /** Writes rules so that they can be read. */
    public static String write(List<HeaderRule> rules) {
        return rules.stream()
                .map(rule -> rule.pattern() + SEPARATOR + rule.name() + SEPARATOR + rule.value())
                .collect(Collectors.joining("\n"));
    }
}
