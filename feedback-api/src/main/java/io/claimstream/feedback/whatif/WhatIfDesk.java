package io.claimstream.feedback.whatif;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.model.counterfactual.Counterfactual;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers what is behind a score, what would move it, and what would be if. Writes nothing anywhere. Each answer completes with what was asked,
 * with a {@link WhatIfRefusedException}, or with what is wrong with the world. Thread-safe.
 */
public final class WhatIfDesk implements AutoCloseable {

    private final Workbench bench;
    private final Evidence evidence;
    private final ServedFacts served;
    private final Explanations explanations;
    private final Counterfactuals counterfactuals;
    private final Previews previews;
    private final InstantSource clock;

    /**
     * How much is done at once.
     *
     * @param threads questions that are worked on at once; 1 or more
     * @param waiting questions that may wait; 1 or more
     * @param patience how long a question may take, waiting included
     */
    public record Limits(int threads, int waiting, Duration patience) {}

    /**
     * Where what scores were made from is read.
     *
     * @param logs opens a log
     * @param serdes reads its records
     */
    public record Sources(Supplier<? extends PlacedLog> logs, EventSerdes serdes) {}

    /** Says that a claim breaks rules. */
    public interface Rejected extends Function<LoneClaim.Outcome.Refused, RuntimeException> {}

    /**
     * A desk with threads of its own.
     *
     * @param library the published models; closed by whoever made it
     */
    public WhatIfDesk(ModelLibrary library, Sources sources, Limits limits, InstantSource clock) {
        this.bench = new Workbench(limits.threads(), limits.waiting(), limits.patience());
        this.evidence = new Evidence(sources.logs(), limits.threads(), sources.serdes());
        this.clock = clock;
        ModelChoice models = new ModelChoice(library, evidence);
        this.served = new ServedFacts(evidence);
        this.explanations = new Explanations(models, evidence);
        this.counterfactuals = new Counterfactuals(library, models, served);
        this.previews = new Previews(models, served, clock);
    }

    /** All that is behind a score. */
    public CompletableFuture<Explained> explain(ClaimScored score) {
        return bench.submit(deadline -> explanations.of(score));
    }

    /** The facts behind some scores, in their order; empty for one of which they are gone. */
    public CompletableFuture<List<Optional<Served>>> served(List<ClaimScored> scores) {
        return bench.submit(deadline -> scores.stream()
                .map(score -> {
                    deadline.check();
                    return served.find(score);
                })
                .toList());
    }

    /** The features behind a score, of the feature set in force; completes with a refusal when they are gone. */
    public CompletableFuture<ClaimFeatures> features(ClaimScored score) {
        return bench.submit(deadline -> served.features(score));
    }

    /**
     * The facts of a claim.
     *
     * @param accepted where its revisions stand on claims.accepted.v1
     * @param score a score of it, of which the features are wanted too
     */
    public CompletableFuture<KnownFacts> facts(ClaimKey claim, List<RecordRef> accepted, Optional<ClaimScored> score) {
        return bench.submit(deadline -> new KnownFacts(
                accepted.stream()
                        .map(place -> {
                            deadline.check();
                            return served.accepted(claim, place);
                        })
                        .toList(),
                score.flatMap(served::find)));
    }

    /** The smallest allowed change that moves the estimate of a score to an amount. */
    public CompletableFuture<Counterfactual> counterfactual(ClaimScored score, Goal goal) {
        return bench.submit(deadline -> counterfactuals.find(score, goal, deadline));
    }

    /**
     * What a scored claim would be scored at with other facts.
     *
     * @param version what scores, or {@code baseline}; what gave the score, with the calibration of then, when empty
     */
    public CompletableFuture<Previewed> preview(ClaimScored score, Change change, Optional<String> version) {
        return bench.submit(deadline -> previews.of(score, change, version));
    }

    /**
     * What a claim would be scored at that nobody submits, as the first of its claimant and provider.
     *
     * @param rejected what the answer completes with when the claim breaks rules
     * @param version what scores, or {@code baseline}; whatever is in service when empty
     */
    public CompletableFuture<Previewed> preview(ClaimSubmitted claim, Rejected rejected, Optional<String> version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return bench.submit(
                deadline -> LoneClaim.of(claim, now).fold(ready -> previews.of(ready.features(), version), refused -> {
                    throw rejected.apply(refused);
                }));
    }

    @Override
    public void close() {
        bench.close();
        evidence.close();
    }
}
