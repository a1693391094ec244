package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.similar.Comparison;
import io.claimstream.domain.similar.Likeness;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Reason;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.feedback.view.SettledSearch;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Finds past claims like one that was scored, and how they settled: of its insurer, line of business and currency only, so that nobody learns of others. Of the settled
 * claims that were estimated nearest, those that are most alike in what they state. One set of rules, whether it is asked as JSON or by a page. Thread-safe.
 */
public final class SimilarDesk {

    /** How many are found unless asked otherwise. */
    public static final int USUAL = 5;

    static final int MOST = 20;
    /** Compared on either side of the estimate: what takes a few milliseconds, however many settled. */
    private static final int NEAREST = 250;

    private final ApiPorts ports;
    private final PublishedScores scores;

    SimilarDesk(ApiPorts ports) {
        this.ports = ports;
        this.scores = new PublishedScores(ports);
    }

    /**
     * Past claims like one.
     *
     * @param score its score
     * @param features what the score was made from
     * @param compared how many settled claims were compared
     * @param alike the most alike first; empty when none is
     */
    public record Found(ClaimScored score, ClaimFeatures features, int compared, List<Alike> alike) {

        public Found {
            alike = List.copyOf(alike);
        }
    }

    /**
     * A past claim, and how alike it is.
     *
     * @param claim the past claim
     * @param comparison fact by fact
     */
    public record Alike(SettledClaim claim, Comparison comparison) {}

    /**
     * Past claims like the one of a score.
     *
     * @param limit the most to find; 1 or more
     * @throws ProblemException when there is no score of that id, or not for this caller; the answer completes with one when the facts behind it are gone
     */
    public CompletableFuture<Found> similar(Context context, String scoreId, int limit) {
        ClaimScored score = scores.find(context, scoreId);
        return WhatIfProblems.told(ports.whatIf().features(score))
                .thenApplyAsync(features -> found(score, features, limit), ports.executor());
    }

    private Found found(ClaimScored score, ClaimFeatures features, int limit) {
        List<SettledClaim> settled = ports.readModel()
                .settledNear(new SettledSearch(
                        new ClaimKey(score.getInsurer(), score.getClaimId()),
                        score.getLineOfBusiness(),
                        score.getCurrency(),
                        features.getFeatureSet(),
                        score.getEstimate(),
                        NEAREST));
        Likeness likeness = new Likeness(features.getValues(), reasons(score));
        List<Alike> alike = settled.stream()
                .map(it -> new Alike(it, likeness.with(it.features())))
                .filter(it -> it.comparison().isAlike())
                .sorted(Comparator.comparingDouble((Alike it) -> it.comparison().distance())
                        .thenComparing(it -> it.claim().settledAt(), Comparator.reverseOrder())
                        .thenComparing(it -> it.claim().key().claimId()))
                .limit(limit)
                .toList();
        return new Found(score, features, settled.size(), alike);
    }

    /** As the score itself tells them: so no model need be loaded to compare. */
    private static Map<String, BigDecimal> reasons(ClaimScored score) {
        return score.getReasons().stream()
                .collect(Collectors.toMap(Reason::getFeature, Reason::getContribution, BigDecimal::add));
    }
}
