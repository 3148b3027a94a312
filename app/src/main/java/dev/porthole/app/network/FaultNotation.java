package dev.porthole.app.network;

import dev.porthole.app.network.FaultNotationException.Part;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules for faults as they are written on the command line and stand in the log: {@code /api/*=delay:2s;every:3},
 * as {@link FaultRule#toString} writes them.
 */
public final class FaultNotation {

    private final String text;
    private @Nullable Duration retryAfter;
    private int oneIn = 1;
    private boolean atRandom;

    private FaultNotation(String text) {
        this.text = text;
    }

    /**
     * The rule that is written there.
     *
     * @throws FaultNotationException if it is none, with the part that is wrong
     */
    public static FaultRule read(String text) throws FaultNotationException {
        return new FaultNotation(text).rule();
    }

    private FaultRule rule() throws FaultNotationException {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            throw wrong();
        }
        String path = text.substring(0, equals);
        if (!FaultRule.isPath(path)) {
            throw new FaultNotationException(Part.PATH, path);
        }
        String[] parts = text.substring(equals + 1).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            addition(parts[i]);
        }
        Fault fault = fault(parts[0]);
        if (retryAfter != null && !(fault instanceof Fault.Status)) {
            throw wrong();
        }
        return new FaultRule(path, fault, oneIn, atRandom);
    }

    private void addition(String part) throws FaultNotationException {
        String value = after(part);
        switch (before(part)) {
            case "every" -> oneIn = often(value);
            case "one-in" -> {
                oneIn = often(value);
                atRandom = true;
            }
            case "retry-after" -> retryAfter = found(FaultValues.time(value), Part.RETRY_AFTER, value);
            default -> throw wrong();
        }
    }

    private Fault fault(String part) throws FaultNotationException {
        String value = after(part);
        return switch (before(part)) {
            case "delay" -> new Fault.Delay(found(FaultValues.time(value), Part.DELAY, value));
            case "status" -> new Fault.Status(found(FaultValues.status(value), Part.STATUS, value), retryAfter);
            case "cut" -> found(FaultValues.cut(value), Part.CUT, value);
            case "hang" -> {
                if (!part.toLowerCase(Locale.ROOT).equals("hang")) {
                    throw wrong();
                }
                yield new Fault.Hang();
            }
            default -> throw wrong();
        };
    }

    private static String before(String part) {
        int colon = part.indexOf(':');
        return (colon < 0 ? part : part.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private static String after(String part) {
        return part.substring(part.indexOf(':') + 1);
    }

    private static int often(String value) throws FaultNotationException {
        return found(FaultValues.number(value, 1, FaultRule.RAREST), Part.OFTEN, value);
    }

    private static <T> T found(Optional<T> value, Part part, String written) throws FaultNotationException {
        return value.orElseThrow(() -> new FaultNotationException(part, written));
    }

    private FaultNotationException wrong() {
        return new FaultNotationException(Part.RULE, text);
    }
}
