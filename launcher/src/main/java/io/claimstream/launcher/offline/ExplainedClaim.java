package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.counterfactual.FieldChange;
import io.claimstream.domain.feature.Direction;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.FullReasons;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.counterfactual.Counterfactual;
import io.claimstream.model.counterfactual.CounterfactualSearch;
import io.claimstream.model.counterfactual.Situation;
import io.claimstream.model.counterfactual.SplitPoints;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A claim with its score, every reason, and what would move the estimate across an amount. Immutable. */
final class ExplainedClaim {

    private final LoneClaim.Outcome.Ready claim;
    private final ClaimScored score;
    private final OfflineModel model;

    private ExplainedClaim(LoneClaim.Outcome.Ready claim, ClaimScored score, OfflineModel model) {
        this.claim = claim;
        this.score = score;
        this.model = model;
    }

    static ExplainedClaim of(LoneClaim.Outcome.Ready claim, OfflineModel model, Instant now) {
        return new ExplainedClaim(claim, model.score(claim.features(), now), model);
    }

    /** The score, but for its reasons. */
    ObjectNode score() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("claim", score.getInsurer() + "|" + score.getClaimId())
                .put("currency", score.getCurrency())
                .put("estimate", score.getEstimate());
        score.getInterval().ifPresent(it -> json.put("lower", it.getLower()).put("upper", it.getUpper()));
        score.getConfidence().ifPresent(it -> json.put("confidence", it));
        return json.put("baseValue", score.getBaseValue())
                .put("modelVersion", score.getModelVersion())
                .put("engineVersion", score.getEngineVersion())
                .put("reviewReasons", String.join(" ", score.getReviewReasons()))
                .put("history", "none: scored as the first claim of its claimant and provider");
    }

    /** Every reason that moves the estimate, largest first; with the base value they add up to it. */
    ArrayNode reasons() {
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        if (isByModel()) {
            FullReasons.of(claim.features(), model.model()).reasons().stream()
                    .filter(reason -> reason.direction() != Direction.NONE)
                    .forEach(reason -> add(reasons, reason));
        } else {
            score.getReasons()
                    .forEach(reason -> add(
                            reasons,
                            new GroupReason(
                                    reason.getFeature(),
                                    reason.getText() + ".",
                                    Direction.of(reason.getContribution()),
                                    reason.getContribution())));
        }
        return reasons;
    }

    /** The smallest allowed change that moves the estimate across an amount; empty where the baseline scored. */
    Optional<ObjectNode> counterfactual(BigDecimal amount) {
        if (!isByModel()) {
            return Optional.empty();
        }
        int features = model.model().manifest().features().size();
        SplitPoints splits = SplitPoints.of(
                BoosterArtifact.read(model.bundle().artifact(), features).forest());
        Counterfactual found = new CounterfactualSearch(model.model().engine(), splits)
                .find(Situation.of(claim.claim(), 1, claim.features().getSnapshots()), amount);
        return Optional.of(json(found, amount));
    }

    private ObjectNode json(Counterfactual found, BigDecimal amount) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("amount", amount)
                .put("outcome", found.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .put("estimateThen", found.estimate())
                .put("distance", found.distance())
                .put("tried", found.tried());
        ArrayNode changes = json.putArray("changes");
        found.changes().stream()
                .map((FieldChange change) -> change.sentence(score.getCurrency()))
                .forEach(changes::add);
        return json;
    }

    private boolean isByModel() {
        return !score.getModelVersion().equals(Scorer.BASELINE);
    }

    private static void add(ArrayNode reasons, GroupReason reason) {
        reasons.addObject()
                .put("amount", reason.amount())
                .put("direction", reason.direction().name().toLowerCase(Locale.ROOT))
                .put("group", reason.group())
                .put("sentence", reason.sentence());
    }
}
