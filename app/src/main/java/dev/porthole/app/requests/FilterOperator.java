package dev.porthole.app.requests;

/** What stands between the key of a filter's term and its value. */
enum FilterOperator {
    /** Found anywhere in it. */
    CONTAINS(":"),
    /** The whole of it, apart from upper and lower case. */
    EQUALS("="),
    /** More. */
    GREATER(">"),
    /** As much, or more. */
    AT_LEAST(">="),
    /** Less. */
    LESS("<"),
    /** As much, or less. */
    AT_MOST("<=");

    private final String sign;

    FilterOperator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** Whether it asks for an order, which only numbers and times have. */
    boolean compares() {
        return this != CONTAINS && this != EQUALS;
    }

    boolean holds(long value, long bound) {
        return switch (this) {
            case CONTAINS, EQUALS -> value == bound;
            case GREATER -> value > bound;
            case AT_LEAST -> value >= bound;
            case LESS -> value < bound;
            case AT_MOST -> value <= bound;
        };
    }
}
