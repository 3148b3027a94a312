package dev.porthole.app.network;

/** How often a fault comes, as far as the window offers it. */
enum HowOften {
    /** Each time. */
    EVERY(1, false),
    /** The first, the third, and so on. */
    SECOND(2, false),
    /** One of three. */
    THIRD(3, false),
    /** One of ten, nobody knows which. */
    ONE_IN_TEN(10, true);

    private final int oneIn;
    private final boolean atRandom;

    HowOften(int oneIn, boolean atRandom) {
        this.oneIn = oneIn;
        this.atRandom = atRandom;
    }

    int oneIn() {
        return oneIn;
    }

    boolean isAtRandom() {
        return atRandom;
    }

    /** The message that names it. */
    String title() {
        return "network.often." + name();
    }
}
