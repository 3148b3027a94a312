package dev.porthole.server.event;

/**
 * What was done to an exchange on purpose, so that nobody takes it for the network or the server.
 *
 * @param network the name of the network that the client seemed to have; empty for the one it really has
 * @param fault the rule for faults that met the request, as the command line writes it; empty for none
 */
public record Impairment(String network, String fault) {

    /** Nothing. */
    public static final Impairment NONE = new Impairment("", "");

    /**
     * What was done, if anything.
     *
     * @return {@link #NONE} if both are empty
     */
    public static Impairment of(String network, String fault) {
        return network.isEmpty() && fault.isEmpty() ? NONE : new Impairment(network, fault);
    }

    /** {@return whether the client was held back by a network it only seemed to have} */
    public boolean isThrottled() {
        return !network.isEmpty();
    }

    /** {@return whether a rule for faults met the request} */
    public boolean isFaulted() {
        return !fault.isEmpty();
    }
}
