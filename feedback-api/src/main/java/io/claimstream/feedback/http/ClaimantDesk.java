package io.claimstream.feedback.http;

import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.claimant.ClaimantLetter;
import io.claimstream.feedback.claimant.LetterFacts;
import io.claimstream.feedback.claimant.LetterFacts.Change;
import io.claimstream.feedback.claimant.LetterFacts.None;
import io.claimstream.feedback.claimant.LetterWriter;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.feedback.whatif.Goal;
import io.claimstream.feedback.whatif.WhatIfRefusedException;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Writes letters to claimants about live scores whose insurer the caller serves: one set of rules, whether they are asked for by the API or by a page. Nothing is written anywhere. Thread-safe.
 */
public final class ClaimantDesk {

    /** A letter says what would have raised the estimate by a tenth, and by one unit of its currency at least. */
    private static final BigDecimal RAISE = new BigDecimal("0.1");

    private final ApiPorts ports;
    private final KnownPersons persons;

    ClaimantDesk(ApiPorts ports) {
        this.ports = ports;
        this.persons = new KnownPersons(ports.access().keys());
    }

    /**
     * The letter that explains a score.
     *
     * @return completes with a {@link ProblemException} when it cannot be written now
     * @throws ProblemException when there is no live score of that id, or not for this caller
     */
    public CompletableFuture<ClaimantLetter> explain(Context context, String scoreId) {
        return letter(context, scoreId, LetterWriter::explain);
    }

    /** The letter that answers who contested a score; as {@link #explain}. */
    public CompletableFuture<ClaimantLetter> answer(Context context, String scoreId, ReviewAnswer answer) {
        return letter(context, scoreId, facts -> LetterWriter.answer(facts, answer));
    }

    private CompletableFuture<ClaimantLetter> letter(
            Context context, String scoreId, Function<LetterFacts, ClaimantLetter> writer) {
        Score score = ports.readModel()
                .score(scoreId)
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() -> ports.missing(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score."));
        ClaimScored published = EventJson.fromJson(score.document(), ClaimScored.class);
        CompletableFuture<LetterFacts> facts = ports.whatIf().explain(published).thenCompose(explained -> change(
                        published)
                .thenApplyAsync(it -> facts(score, explained, it), ports.executor()));
        return WhatIfProblems.told(facts).thenApply(writer);
    }

    private CompletableFuture<Change> change(ClaimScored score) {
        BigDecimal more = score.getEstimate().multiply(RAISE).max(BigDecimal.ONE);
        BigDecimal target = score.getEstimate().add(more).setScale(2, RoundingMode.UP);
        return ports.whatIf()
                .counterfactual(score, new Goal(target, Goal.Direction.AT_LEAST))
                .thenApply(it -> Change.of(target, it))
                .exceptionally(ClaimantDesk::none);
    }

    /** Why nothing can be said for good; what is wrong just now is thrown again. */
    private static Change none(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WhatIfRefusedException refused) {
            switch (refused.reason()) {
                case SCORED_BY_BASELINE -> {
                    return Change.none(None.NO_MODEL);
                }
                case EVIDENCE_GONE, UNKNOWN_VERSION, VERSION_REFUSED, NOT_SCORABLE, WRONG_SLOT -> {
                    return Change.none(None.GONE);
                }
                case CATCHING_UP, BUSY -> throw refused;
            }
        }
        throw new CompletionException(cause);
    }

    private LetterFacts facts(Score score, Explained explained, Change change) {
        Claim claim = ports.readModel()
                .claim(score.claim())
                .orElseThrow(() -> ports.missing(ProblemCode.CLAIM_NOT_FOUND, "Expected a claim that is known."));
        Claim.Revision revision = claim.revisions().stream()
                .filter(it -> it.number() == score.revision())
                .findFirst()
                .orElseThrow(() -> ports.missing(ProblemCode.CLAIM_NOT_FOUND, "Expected a revision that is known."));
        Optional<Feedback> standing = claim.standingOn(score.scoreId());
        return new LetterFacts(
                explained,
                revision.submittedAt(),
                ports.readModel().version(explained.score().getModelVersion()).map(Models.Version::publishedAt),
                change,
                standing,
                standing.map(Feedback::actor).filter(persons::isAny).isPresent(),
                claim.currentScoreId().filter(score.scoreId()::equals).isPresent(),
                ports.review().letters().find(score.claim().insurer()));
    }
}
