package io.claimstream.launcher.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.Scorer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the topics say at one moment. While work is under way, what is not answered yet counts as lost; {@link #lost()} must be 0
 * once the flow is at rest. Immutable.
 *
 * @param claims distinct claims among the submitted records that can be decoded
 * @param submitted submitted records, redeliveries included
 * @param accepted accepted records
 * @param rejected rejected records
 * @param deadLettered submitted records that became a dead letter
 * @param deadLetteredLater dead letters of records on any other topic
 * @param duplicatesDropped submitted records that no outcome names, with identity and content of an accepted one
 * @param lost submitted records that nothing explains, plus accepted revisions without a live score
 * @param doubled submitted records with more than one outcome, plus revisions accepted or scored live more than once
 * @param scored live scores
 * @param scoredByModel those that a model made, not the baseline
 * @param feedback distinct feedback ids
 * @param modelsPublished distinct model versions
 * @param modelsRefused models that were trained and refused
 * @param lastRefusal why the last of them was refused; empty without one
 * @param championVersion version promoted last in any slot; empty while the baseline stands
 * @param accuracy settled claims that a model, not the baseline, had scored live before they settled, one entry a claim
 */
public record AuditReport(
        long claims,
        long submitted,
        long accepted,
        long rejected,
        long deadLettered,
        long deadLetteredLater,
        long duplicatesDropped,
        long lost,
        long doubled,
        long scored,
        long scoredByModel,
        long feedback,
        long modelsPublished,
        long modelsRefused,
        Optional<String> lastRefusal,
        Optional<String> championVersion,
        List<AccuracyPoint> accuracy) {

    public AuditReport {
        accuracy = List.copyOf(accuracy);
    }

    /** Whether every submitted record is explained by exactly one outcome and every accepted revision by one score. */
    public boolean balanced() {
        return lost == 0 && doubled == 0 && submitted == accepted + rejected + deadLettered + duplicatesDropped;
    }

    /** The counts, for a command's result. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("claims", claims)
                .put("submitted", submitted)
                .put("accepted", accepted)
                .put("rejected", rejected)
                .put("deadLettered", deadLettered)
                .put("duplicatesDropped", duplicatesDropped)
                .put("scored", scored)
                .put("scoredByModel", scoredByModel)
                .put("feedback", feedback)
                .put("modelsPublished", modelsPublished)
                .put("modelsRefused", modelsRefused)
                .put("championVersion", championVersion.orElse(Scorer.BASELINE))
                .put("lost", lost)
                .put("doubled", doubled);
    }

    /** The entries of {@link #accuracy()} that no published model was trained on. */
    public List<AccuracyPoint> unseen() {
        return accuracy.stream().filter(point -> !point.trainedOn()).toList();
    }

    /** Mean absolute percentage error of the live estimates of {@link #unseen()}, each by the champion of its time, as a fraction; empty
     * when there are none. */
    public OptionalDouble mapeChampion() {
        return mape(AccuracyPoint::estimate);
    }

    /** As {@link #mapeChampion()}, over the same claims, for the sum of the heads of loss. */
    public OptionalDouble mapeBaseline() {
        return mape(AccuracyPoint::sumOfHeads);
    }

    private OptionalDouble mape(Function<AccuracyPoint, BigDecimal> estimate) {
        return unseen().stream()
                .mapToDouble(point -> estimate.apply(point)
                        .subtract(point.settlement())
                        .abs()
                        .divide(point.settlement(), MathContext.DECIMAL64)
                        .doubleValue())
                .average();
    }
}
