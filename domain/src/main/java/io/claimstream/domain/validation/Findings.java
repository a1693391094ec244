package io.claimstream.domain.validation;

import io.claimstream.event.Violation;
import java.util.ArrayList;
import java.util.List;

/** Gathers violations. Not thread-safe. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();

    void require(boolean kept, Rule rule, String field, String expected) {
        if (!kept) {
            violations.add(Violations.of(rule, field, expected));
        }
    }

    List<Violation> all() {
        return List.copyOf(violations);
    }
}
