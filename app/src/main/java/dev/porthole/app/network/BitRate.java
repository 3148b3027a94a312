package dev.porthole.app.network;

import java.math.BigDecimal;

/** How many bits pass in a second, as people write it. */
final class BitRate {

    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;

    private BitRate() {}

    /** With the unit that suits it: {@code 768 kbit/s}, {@code 1.6 Mbit/s}. */
    static String text(long bits) {
        return bits < MEGA ? number(bits, KILO) + " kbit/s" : number(bits, MEGA) + " Mbit/s";
    }

    /** In thousands, without a unit. */
    static String kilobits(long bits) {
        return number(bits, KILO);
    }

    private static String number(long bits, long unit) {
        return new BigDecimal(bits).divide(new BigDecimal(unit)).stripTrailingZeros().toPlainString();
    }
}
