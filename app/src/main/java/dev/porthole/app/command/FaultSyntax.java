package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.network.FaultValues;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads rules for faults as they are written on the command line: {@code /api/*=delay:2s;every:3}. */
final class FaultSyntax {

    private final String text;
    private @Nullable Duration retryAfter;
    private int oneIn = 1;
    private boolean atRandom;

    private FaultSyntax(String text) {
        this.text = text;
    }

    /** The rule, or the sentence about what is wrong with it. */
    static FaultRule read(String text) throws UsageException {
        return new FaultSyntax(text).rule();
    }

    private FaultRule rule() throws UsageException {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            throw wrong("error.fault");
        }
        String path = text.substring(0, equals);
        if (!FaultRule.isPath(path)) {
            throw new UsageException("error.fault-path", LogText.printable(path));
        }
        String[] parts = text.substring(equals + 1).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            addition(parts[i]);
        }
        Fault fault = fault(parts[0]);
        if (retryAfter != null && !(fault instanceof Fault.Status)) {
            throw wrong("error.fault");
        }
        return new FaultRule(path, fault, oneIn, atRandom);
    }

    private void addition(String part) throws UsageException {
        String value = after(part);
        switch (before(part)) {
            case "every" -> oneIn = often(value);
            case "one-in" -> {
                oneIn = often(value);
                atRandom = true;
            }
            case "retry-after" -> retryAfter = time(value, "error.fault-retry");
            default -> throw wrong("error.fault");
        }
    }

    private Fault fault(String part) throws UsageException {
        String value = after(part);
        return switch (before(part)) {
            case "delay" -> new Fault.Delay(time(value, "error.fault-delay"));
            case "status" -> new Fault.Status(status(value), retryAfter);
            case "cut" -> cut(value);
            case "hang" -> {
                if (!part.toLowerCase(Locale.ROOT).equals("hang")) {
                    throw wrong("error.fault");
                }
                yield new Fault.Hang();
            }
            default -> throw wrong("error.fault");
        };
    }

    private static String before(String part) {
        int colon = part.indexOf(':');
        return (colon < 0 ? part : part.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static String after(String part) {
        return part.substring(part.indexOf(':') + 1);
    }

    private static Duration time(String value, String error) throws UsageException {
        return FaultValues.time(value).orElseThrow(() ->
                new UsageException(error, LogText.printable(value), Fault.LONGEST.toSeconds()));
    }

    private static int status(String value) throws UsageException {
        return FaultValues.status(value).orElseThrow(() -> new UsageException(
                "error.fault-status", LogText.printable(value), Fault.Status.LOWEST, Fault.Status.HIGHEST));
    }

    private static Fault cut(String value) throws UsageException {
        return FaultValues.cut(value).orElseThrow(() ->
                new UsageException("error.fault-cut", LogText.printable(value)));
    }

    private static int often(String value) throws UsageException {
        return FaultValues.number(value, 1, FaultRule.RAREST).orElseThrow(() ->
                new UsageException("error.fault-often", LogText.printable(value), FaultRule.RAREST));
    }

    private UsageException wrong(String key) {
        return new UsageException(key, LogText.printable(text));
    }
}
