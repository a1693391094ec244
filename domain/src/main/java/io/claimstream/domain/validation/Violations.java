package io.claimstream.domain.validation;

import io.claimstream.event.Violation;

/** Makes violations. */
public final class Violations {

    private Violations() {}

    /**
     * A violation of a rule.
     *
     * @param field path of the offending field; empty for the claim as a whole
     * @param expected what was expected, fitting "Expected …"; never the offending value
     */
    public static Violation of(Rule rule, String field, String expected) {
        return Violation.newBuilder()
                .setCode(rule.name())
                .setField(field)
                .setMessage(rule.message(expected))
                .build();
    }
}
