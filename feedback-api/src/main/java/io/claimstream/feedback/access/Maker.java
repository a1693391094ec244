package io.claimstream.feedback.access;

import org.jspecify.annotations.Nullable;

/**
 * Who makes the text of a key, and so is shown it.
 *
 * @param name as it stands in the audit trail
 * @param person who answers for it from then on; null when nobody knows
 */
record Maker(String name, @Nullable String person) {

    static Maker of(Act act) {
        return new Maker(act.caller().name(), act.caller().person());
    }
}
