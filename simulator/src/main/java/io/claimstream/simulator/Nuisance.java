package io.claimstream.simulator;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.simulator.SimulatedEvent.Rubbish;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.SimulatedEvent.Submission.Kind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** What goes wrong at the submitting systems, one of six ways. */
final class Nuisance {

    private static final byte[][] UNREADABLE = {{}, {7, 0, 0, 0, 1, 2}, {0, 0, 0}, {0, 127, 127, 127, 127, 1}};

    private Nuisance() {}

    /** Something unusable that arrives shortly after a valid revision. */
    static SimulatedEvent after(ClaimSubmitted valid, Instant accepted, Dice dice) {
        Instant at = accepted.plus(Duration.ofMinutes(1 + dice.below(600)));
        return switch (dice.below(6)) {
            case 0, 1 ->
                new Rubbish(
                        at,
                        ByteBuffer.wrap(UNREADABLE[dice.below(UNREADABLE.length)])
                                .asReadOnlyBuffer());
            case 2 -> new Submission(at, Kind.CONFLICT, otherContent(valid));
            case 3 -> new Submission(at, Kind.RULE_BREAKING, negativeAmount(next(valid)));
            case 4 -> new Submission(at, Kind.RULE_BREAKING, blankPolicyAndUnknownCurrency(next(valid)));
            default -> new Submission(at, Kind.RULE_BREAKING, inTheFuture(next(valid)));
        };
    }

    private static ClaimSubmitted.Builder next(ClaimSubmitted valid) {
        return ClaimSubmitted.newBuilder(valid).setRevision(valid.getRevision() + 100);
    }

    private static ClaimSubmitted otherContent(ClaimSubmitted valid) {
        return ClaimSubmitted.newBuilder(valid)
                .setPolicy(valid.getPolicy() + "-B")
                .build();
    }

    private static ClaimSubmitted negativeAmount(ClaimSubmitted.Builder claim) {
        return claim.setHeadsOfLoss(HeadsOfLoss.newBuilder(claim.getHeadsOfLoss())
                        .setSpecialTherapy(new BigDecimal("-10.0000"))
                        .build())
                .build();
    }

    private static ClaimSubmitted blankPolicyAndUnknownCurrency(ClaimSubmitted.Builder claim) {
        return claim.setPolicy(" ").setCurrency("ZZZ").build();
    }

    private static ClaimSubmitted inTheFuture(ClaimSubmitted.Builder claim) {
        return claim.setEventTime(Instant.parse("2190-01-01T00:00:00Z")).build();
    }
}
