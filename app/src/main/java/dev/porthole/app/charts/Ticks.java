package dev.porthole.app.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * The values at which a vertical axis has its lines: round numbers, as many as there is room for.
 *
 * @param values the values, ascending; the first is the lower end of the axis and the last its upper end
 * @param logarithmic whether each step of the same length multiplies
 */
record Ticks(List<Double> values, boolean logarithmic) {

    private static final double[] ROUND = {1, 2, 5, 10};
    private static final double TEN = 10;

    /** Copies the values. */
    Ticks {
        values = List.copyOf(values);
    }

    /**
     * From zero to a round number that is not below the highest value.
     *
     * @param highest the highest value, not negative
     * @param smallestStep the lines are never closer than this: 1 for what is counted
     * @param most the most steps, at least 1
     */
    static Ticks linear(double highest, double smallestStep, int most) {
        double step = Math.max(smallestStep, roundUp(highest / most));
        int steps = (int) Math.max(1, Math.ceil(highest / step - 1e-9));
        List<Double> values = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            values.add(i * step);
        }
        return new Ticks(values, false);
    }

    /**
     * Powers of ten around two values.
     *
     * @param lowest the lowest value, above zero
     * @param highest the highest value, not below the lowest
     */
    static Ticks powersOfTen(double lowest, double highest) {
        int low = (int) Math.floor(Math.log10(lowest) + 1e-9);
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(highest) - 1e-9));
        List<Double> values = new ArrayList<>();
        for (int exponent = low; exponent <= high; exponent++) {
            values.add(Math.pow(TEN, exponent));
        }
        return new Ticks(values, true);
    }

    /** Where a value lies: 0 at the lower end, 1 at the upper one. */
    double share(double value) {
        double low = values.getFirst();
        double high = values.getLast();
        double share = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.clamp(share, 0, 1);
    }

    /** The next of 1, 2, 5, 10, 20, 50 and so on, or of their tenth parts; 0 for 0. */
    private static double roundUp(double value) {
        if (value <= 0) {
            return 0;
        }
        double power = Math.pow(TEN, Math.floor(Math.log10(value)));
        for (double digit : ROUND) {
            if (value <= digit * power * (1 + 1e-9)) {
                return digit * power;
            }
        }
        return TEN * power;
    }
}
