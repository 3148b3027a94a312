package dev.porthole.app.command;

import dev.porthole.app.log.LogText;
import dev.porthole.app.network.FaultNotation;
import dev.porthole.app.network.FaultNotationException;
import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.conditions.Fault;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.conditions.NetworkProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make the network worse than it is, and answers go wrong. */
final class NetworkFlags {

    private static final Pattern NUMBERS = Pattern.compile(
            "([0-9]{1,9}(?:\\.[0-9]{1,3})?)/([0-9]{1,9}(?:\\.[0-9]{1,3})?)/([0-9]{1,6})");
    private static final BigDecimal KILOBIT = BigDecimal.valueOf(1_000);

    @Option(names = "--throttle", paramLabel = "NETWORK")
    private String throttle = "";

    @Option(names = "--fault", paramLabel = "RULE")
    private List<String> faults = new ArrayList<>();

    /** Made by the parser. */
    NetworkFlags() {}

    /** Sets what was asked for. */
    void applyTo(Conditions conditions) throws UsageException {
        conditions.throttle(network());
        List<FaultRule> rules = new ArrayList<>();
        for (String fault : faults) {
            rules.add(rule(fault));
        }
        if (rules.size() > Conditions.MOST_FAULTS) {
            throw new UsageException("error.fault-many", Conditions.MOST_FAULTS);
        }
        conditions.setFaults(rules);
    }

    /** The rule, or the sentence about what is wrong with it. */
    static FaultRule rule(String text) throws UsageException {
        try {
            return FaultNotation.read(text);
        } catch (FaultNotationException e) {
            String written = LogText.printable(e.written());
            throw switch (e.part()) {
                case RULE -> new UsageException("error.fault", written);
                case PATH -> new UsageException("error.fault-path", written);
                case DELAY -> new UsageException("error.fault-delay", written, Fault.LONGEST.toSeconds());
                case STATUS -> new UsageException(
                        "error.fault-status", written, Fault.Status.LOWEST, Fault.Status.HIGHEST);
                case RETRY_AFTER -> new UsageException("error.fault-retry", written, Fault.LONGEST.toSeconds());
                case CUT -> new UsageException("error.fault-cut", written);
                case OFTEN -> new UsageException("error.fault-often", written, FaultRule.RAREST);
            };
        }
    }

    private @Nullable NetworkProfile network() throws UsageException {
        if (throttle.isEmpty()) {
            return null;
        }
        Optional<NetworkProfile> preset = NetworkProfile.named(throttle);
        if (preset.isPresent()) {
            return preset.get();
        }
        Matcher numbers = NUMBERS.matcher(throttle);
        if (!numbers.matches()) {
            throw new UsageException("error.throttle", LogText.printable(throttle));
        }
        long down = bits(numbers.group(1));
        long up = bits(numbers.group(2));
        Duration roundTrip = Duration.ofMillis(Long.parseLong(numbers.group(3)));
        boolean possible = NetworkProfile.isPossible(down) && NetworkProfile.isPossible(up)
                && roundTrip.compareTo(NetworkProfile.LONGEST_ROUND_TRIP) <= 0;
        if (!possible) {
            throw new UsageException("error.throttle-range", LogText.printable(throttle));
        }
        return NetworkProfile.custom(down, up, roundTrip);
    }

    private static long bits(String kilobits) {
        return new BigDecimal(kilobits).multiply(KILOBIT).longValueExact();
    }

    /** What is wrong on purpose, a line each. */
    static List<String> lines(Conditions conditions) {
        List<String> lines = new ArrayList<>();
        NetworkProfile network = conditions.everyone();
        if (network != null) {
            lines.add(Messages.text("serve.throttled", network.name()));
        }
        conditions.faults().forEach(
                rule -> lines.add(Messages.text("serve.fault", LogText.printable(rule.toString()))));
        return lines;
    }
}
