package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.view.AcceptedRevision;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.feedback.whatif.Goal;
import io.claimstream.feedback.whatif.Goal.Direction;
import io.claimstream.feedback.whatif.KnownFacts;
import io.claimstream.feedback.whatif.Previewed;
import io.claimstream.feedback.whatif.Served;
import io.claimstream.model.counterfactual.Counterfactual;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Answers why and what if, of scores whose insurer the caller serves: one set of rules, whether it is asked as JSON or by a page. Each answer completes with a
 * {@link ProblemException} when there is none. Nothing is written anywhere. Thread-safe.
 */
public final class ExplanationDesk {

    private static final Map<String, Direction> DIRECTIONS =
            Map.of("atLeast", Direction.AT_LEAST, "atMost", Direction.AT_MOST);

    private final ApiPorts ports;
    private final PublishedScores scores;

    ExplanationDesk(ApiPorts ports) {
        this.ports = ports;
        this.scores = new PublishedScores(ports);
    }

    /**
     * All that is behind a score.
     *
     * @throws ProblemException when there is none of that id, or not for this caller
     */
    public CompletableFuture<Explained> explain(Context context, String scoreId) {
        return WhatIfProblems.told(ports.whatIf().explain(scores.find(context, scoreId)));
    }

    /**
     * The facts behind some scores, in their order.
     *
     * @throws ProblemException when there is no score of one of the ids, or not for this caller
     */
    public CompletableFuture<List<Optional<Served>>> served(Context context, List<String> scoreIds) {
        List<ClaimScored> found =
                scoreIds.stream().map(it -> scores.find(context, it)).toList();
        return WhatIfProblems.told(ports.whatIf().served(found));
    }

    /**
     * The facts of a claim that the caller serves, and those that its current score was made from.
     *
     * @param revisions some of its revisions
     */
    public CompletableFuture<KnownFacts> facts(Context context, Claim claim, List<AcceptedRevision> revisions) {
        return WhatIfProblems.told(ports.whatIf()
                .facts(
                        claim.key(),
                        revisions.stream().map(AcceptedRevision::place).toList(),
                        claim.currentScoreId().map(it -> scores.find(context, it))));
    }

    /**
     * What would move a score.
     *
     * @param score the score
     * @param goal where to
     * @param found the change
     */
    public record Moved(ClaimScored score, Goal goal, Counterfactual found) {

        /** What was found, as a sentence for people. */
        public String text() {
            return switch (found.outcome()) {
                case NONE_NEEDED -> "The estimate is there already.";
                case ONE_FIELD -> "The nearest change; there is no nearer one of one field.";
                case TWO_FIELDS -> "No change of one field suffices; this is the nearest found of two.";
                case NONE_FOUND ->
                    "No change of one field suffices, nor any of two that was tried. Who claims, dates, what happened,"
                            + " history, age and gender are never changed.";
            };
        }
    }

    /**
     * What would move a score to an amount.
     *
     * @param json the amount and from which side, in the form that the API takes
     * @throws ProblemException when it has another form, or there is no such score for this caller
     */
    public CompletableFuture<Moved> counterfactual(Context context, String scoreId, JsonNode json) {
        Goal goal = goal(json);
        ClaimScored score = scores.find(context, scoreId);
        return WhatIfProblems.told(ports.whatIf().counterfactual(score, goal))
                .thenApply(found -> new Moved(score, goal, found));
    }

    private static Goal goal(JsonNode json) {
        Fields fields = new Fields(json, Set.of("amount", "direction"));
        Optional<BigDecimal> amount = fields.amount("amount", "an amount such as 1500.00");
        Direction direction = fields.optionalText("direction", DIRECTIONS::containsKey, "atLeast or atMost")
                .map(DIRECTIONS::get)
                .orElse(Direction.ACROSS);
        fields.done();
        return new Goal(amount.orElseThrow(), direction);
    }

    /**
     * What a claim would be scored at.
     *
     * @param previewed the score, as it would be
     * @param changes what was to be changed, by the path of the field; empty for a claim that is not submitted
     */
    public record Preview(Previewed previewed, ObjectNode changes) {}

    /**
     * What a claim would be scored at.
     *
     * @param json a score and changes, or a claim, in the form that the API takes
     * @throws ProblemException when it has another form, or is not for this caller to ask
     */
    public CompletableFuture<Preview> preview(Context context, JsonNode json) {
        PreviewRequest request = PreviewRequest.read(json);
        if (request instanceof PreviewRequest.OfScore ofScore) {
            ClaimScored score = scores.find(context, ofScore.scoreId());
            FactChanges changes = new FactChanges(ofScore.changes(), ports.clock());
            return told(ports.whatIf().preview(score, changes, ofScore.version()), ofScore.changes());
        }
        PreviewRequest.OfClaim ofClaim = (PreviewRequest.OfClaim) request;
        Authentication.requireServes(context, ofClaim.claim().getInsurer());
        return told(
                ports.whatIf().preview(ofClaim.claim(), ExplanationDesk::rejected, ofClaim.version()),
                JsonNodeFactory.instance.objectNode());
    }

    private static CompletableFuture<Preview> told(CompletableFuture<Previewed> previewed, ObjectNode changes) {
        return WhatIfProblems.told(previewed).thenApply(it -> new Preview(it, changes));
    }

    private static RuntimeException rejected(LoneClaim.Outcome.Refused refused) {
        return new ProblemException(Problem.of(
                ProblemCode.CLAIM_REJECTED,
                refused.violations().stream()
                        .map(it ->
                                new Field("/claim/" + it.getField().replace('.', '/'), it.getCode(), it.getMessage()))
                        .toList()));
    }
}
