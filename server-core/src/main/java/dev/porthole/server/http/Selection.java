package dev.porthole.server.http;

import dev.porthole.server.event.Why;

/**
 * Which file answers a request, and in which form.
 *
 * @param representation what is said of it
 * @param why it is this one
 * @param name what the log calls it
 * @param generation of the change watch before it was found, or 0 when nothing vouches for the choice
 */
record Selection(Representation representation, Why why, String name, long generation) {

    /**
     * The same file, in a form that depends on who asks: nothing to be remembered for others.
     *
     * @param fact why it is this form
     */
    Selection negotiated(Representation other, String fact) {
        return new Selection(other, Why.of(why.rule(), fact), name, 0);
    }

    /** The same file with something else said of it, to everybody. */
    Selection with(Representation other) {
        return new Selection(other, why, name, generation);
    }

    /** The same, with other bytes than expected: no validator can vouch for them. */
    Selection withoutValidators() {
        return with(representation.withValidators(Preconditions.Validators.NONE));
    }
}
