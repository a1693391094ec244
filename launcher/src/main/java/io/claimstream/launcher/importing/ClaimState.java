package io.claimstream.launcher.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the API knows of the first revision of a claim.
 *
 * @param outcome what became of it
 * @param scoreId score that feedback goes to; empty until scored
 * @param settlement standing settlement, empty for none
 */
record ClaimState(Outcome outcome, Optional<String> scoreId, Optional<BigDecimal> settlement) {

    /** What became of a revision. */
    enum Outcome {
        PENDING,
        SCORED,
        REJECTED,
        /** Nothing comes of it any more, unless an operator puts its dead letter back. */
        DEAD_LETTERED
    }

    /** Reads the API's answer. */
    static ClaimState of(JsonNode claim) {
        return new ClaimState(outcome(claim), text(claim.path("currentScoreId")), settlement(claim));
    }

    private static Outcome outcome(JsonNode claim) {
        for (JsonNode revision : claim.path("revisions")) {
            if (revision.path("revision").asInt() == 1) {
                return switch (revision.path("status").asText()) {
                    case "scored" -> Outcome.SCORED;
                    case "rejected" -> Outcome.REJECTED;
                    case "deadLettered" -> Outcome.DEAD_LETTERED;
                    default -> Outcome.PENDING;
                };
            }
        }
        return Outcome.PENDING;
    }

    private static Optional<BigDecimal> settlement(JsonNode claim) {
        Optional<BigDecimal> standing = Optional.empty();
        for (JsonNode feedback : claim.path("feedback")) {
            if (feedback.path("kind").asText().equals("settled")
                    && !feedback.path("withdrawn").asBoolean()) {
                standing = Optional.of(feedback.path("amount").decimalValue());
            }
        }
        return standing;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
}
