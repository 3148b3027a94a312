package dev.porthole.lab.cost;

import java.util.List;
import java.util.Locale;

/** How many of the watched descriptors are ready while a wait is measured. */
public enum ReadyCount {
    /** One: all the others are idle, as the connections of a web server are. */
    ONE(1),
    /** Ten. */
    TEN(10),
    /** A hundred. */
    HUNDRED(100),
    /** All. */
    ALL(Integer.MAX_VALUE);

    private final int most;

    ReadyCount(int most) {
        this.most = most;
    }

    /**
     * {@return how many of so many descriptors}
     *
     * @param descriptors how many are watched
     */
    public int of(int descriptors) {
        return Math.min(most, descriptors);
    }

    /**
     * As it is written in the name of a series: a number, or {@code all}.
     *
     * @return the same in every language
     */
    public String label() {
        return this == ALL ? name().toLowerCase(Locale.ROOT) : Integer.toString(most);
    }

    /** Those of some numbers of descriptors for which it is a choice of its own. */
    List<Integer> sizes(List<Integer> sizes) {
        return this == ALL ? sizes : sizes.stream().filter(each -> each >= most).toList();
    }
}
