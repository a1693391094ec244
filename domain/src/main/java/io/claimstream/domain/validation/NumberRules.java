package io.claimstream.domain.validation;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ProtectedAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rules for whole numbers: each has a range. */
final class NumberRules {

    /** A whole number of a claim and its range, both ends inclusive. */
    record Range(String path, int min, int max, Function<ClaimSubmitted, Optional<Integer>> getter) {

        String form() {
            return "a whole number from " + min + " to " + max;
        }

        boolean holds(int value) {
            return value >= min && value <= max;
        }
    }

    /** The bound on revisions also bounds what claim-ingest remembers of a claim. */
    static final List<Range> RANGES = List.of(
            new Range("revision", 1, 1000, claim -> Optional.of(claim.getRevision())),
            new Range("accident.vehicleAgeYears", 0, 150, claim -> claim.getAccident()
                    .getVehicleAgeYears()),
            new Range(
                    "accident.passengers", 0, 500, claim -> claim.getAccident().getPassengers()),
            new Range("protectedAttributes.driverAge", 0, 130, claim -> claim.getProtectedAttributes()
                    .flatMap(ProtectedAttributes::getDriverAge)));

    private NumberRules() {}

    static void check(ClaimSubmitted claim, Findings findings) {
        for (Range range : RANGES) {
            findings.require(
                    range.getter().apply(claim).map(range::holds).orElse(true),
                    Rule.NUMBER_OUT_OF_RANGE,
                    range.path(),
                    range.form());
        }
    }
}
