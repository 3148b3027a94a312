package dev.porthole.server.http;

import dev.porthole.server.event.Why;
import dev.porthole.server.files.ServedFile;
import org.jspecify.annotations.Nullable;

/**
 * Which file answers a request, and in which form.
 *
 * @param representation what is said of it
 * @param why it is this one
 * @param name what the log calls it
 * @param generation of the change watch before it was found, or 0 when nothing vouches for the choice
 * @param original the file that this one stands for, if that has to stay as it is as well; or null
 */
record Selection(
        Representation representation, Why why, String name, long generation, @Nullable ServedFile original) {

    /** A file that stands for itself. */
    Selection(Representation representation, Why why, String name, long generation) {
        this(representation, why, name, generation, null);
    }

    /**
     * The same file in another form.
     *
     * @param fact why it is this form
     * @param vouchedFor whether a change of anything that the choice depends on would be seen
     */
    Selection with(Representation other, String fact, boolean vouchedFor) {
        return new Selection(other, Why.of(why.rule(), fact), name, vouchedFor ? generation : 0, original);
    }

    /** The same file with something else said of it, to everybody. */
    Selection with(Representation other) {
        return new Selection(other, why, name, generation, original);
    }

    /** The same for one request only: nothing vouches that it is what the next one should get. */
    Selection notKept() {
        return new Selection(representation, why, name, 0, original);
    }

    /** The same, to stand for another file. */
    Selection inPlaceOf(ServedFile other) {
        return new Selection(representation, why, name, generation, other);
    }

    /** The same, with other bytes than expected: no validator can vouch for them. */
    Selection withoutValidators() {
        return with(representation.withValidators(Preconditions.Validators.NONE));
    }
}
