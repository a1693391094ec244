package io.claimstream.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.AcceptedRevision;
import io.claimstream.feedback.view.Became;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.DatasetSearch;
import io.claimstream.feedback.view.DatasetSeen;
import io.claimstream.feedback.view.DecidedClaim;
import io.claimstream.feedback.view.DecidedScore;
import io.claimstream.feedback.view.DecisionSearch;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.FeedbackSearch;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Run;
import io.claimstream.feedback.view.RunStep;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.feedback.view.SettledSearch;
import io.claimstream.feedback.view.Trace;
import io.claimstream.feedback.view.Uses;
import io.claimstream.feedback.view.Withdrawal;
import io.claimstream.model.DatasetSummary;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A read model in memory. Thread-safe. */
public final class FakeReadModel implements ReadModel {

    /** Time of the last label that the version learned from. */
    public static final Instant LEARNED_TO = Instant.parse("2026-02-01T10:00:00Z");

    private static final Models.Champion NOTHING =
            new Models.Champion(new Models.Slot("MOTOR_INJURY", "GBP", null), null, null, null, false, null, Map.of());

    private static final List<AcceptedRevision> ONE = List.of(new AcceptedRevision(1, WhatIfWorld.ACCEPTED));

    private final Map<String, Score> scores = new ConcurrentHashMap<>();
    private final Map<String, ClaimFeedback> feedback = new ConcurrentHashMap<>();
    private final Map<String, String> reports = new ConcurrentHashMap<>();
    private final List<Models.Version> published = new CopyOnWriteArrayList<>();
    private final Map<String, ModelCommand> commands = new ConcurrentHashMap<>();
    private final List<PlacedMove> moves = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> usedIn = new ConcurrentHashMap<>();
    private final Map<ClaimKey, String> erasedClaims = new ConcurrentHashMap<>();
    private volatile @Nullable String erasureReceipt;
    private volatile Instant recordedAt = Facts.NOW;
    private volatile List<Models.Champion> slots = List.of(NOTHING);
    private volatile Trace trace = Trace.NONE;
    private volatile List<SettledClaim> settled = List.of();
    private volatile List<AcceptedRevision> accepted = ONE;
    private volatile ClaimPage page = new ClaimPage(List.of(), Optional.empty());
    private volatile @Nullable ClaimSearch search;

    /** As if a version's dataset had the label of a feedback. */
    public void use(String feedbackId, String version) {
        usedIn.put(feedbackId, List.of(version));
    }

    /** As if the claimant of every claim was erased. */
    public void erase(String receipt) {
        erasureReceipt = receipt;
    }

    /** As if the claimant of one claim was erased: asked for by itself, nothing of it is shown. */
    public void eraseClaim(ClaimKey claim, String receipt) {
        erasedClaims.put(claim, receipt);
    }

    private <T> T shown(ClaimKey claim, T what) {
        String receipt = erasedClaims.get(claim);
        if (receipt != null) {
            throw new ErasedClaimException(receipt);
        }
        return what;
    }

    public FakeReadModel withScore(String claimId, int revision) {
        return withScore(Facts.score(claimId, revision).build());
    }

    public FakeReadModel withScore(ClaimScored score) {
        scores.put(
                score.getScoreId(),
                new Score(
                        score.getScoreId(),
                        new ClaimKey(score.getInsurer(), score.getClaimId()),
                        score.getRevision(),
                        EventJson.toJson(score)));
        return this;
    }

    /** One version more than the one that is always there. */
    public void publish(Models.Version version) {
        published.add(version);
    }

    /** As if slots were like this. */
    public void slots(Models.Champion... some) {
        slots = List.of(some);
    }

    /** As the projection does with what the retrain worker publishes. */
    public void report(String version, String json) {
        reports.put(version, json);
    }

    public void clear() {
        erasureReceipt = null;
        recordedAt = Facts.NOW;
        slots = List.of(NOTHING);
        accepted = ONE;
        settled = List.of();
        trace = Trace.NONE;
        reports.clear();
        scores.clear();
        feedback.clear();
        usedIn.clear();
        erasedClaims.clear();
        commands.clear();
        published.clear();
        moves.clear();
    }

    /** As if all feedback reached the topic then. */
    public void recordedAt(Instant at) {
        recordedAt = at;
    }

    /** As the projection does, some time after a feedback was written. */
    public void project(ClaimFeedback one) {
        feedback.put(one.getFeedbackId(), one);
    }

    @Override
    public Optional<Score> score(String scoreId) {
        return Optional.ofNullable(scores.get(scoreId)).map(it -> shown(it.claim(), it));
    }

    @Override
    public Optional<Score> currentScore(ClaimKey claim) {
        return scores.values().stream()
                .filter(score -> score.claim().equals(claim))
                .max(Comparator.comparing(Score::revision))
                .map(it -> shown(claim, it));
    }

    @Override
    public Optional<Claim> claim(ClaimKey claim, Instant asOf) {
        return currentScore(claim)
                .filter(score -> !asOf.isBefore(Facts.NOW))
                .map(score -> new Claim(
                        claim,
                        List.of(new Claim.Revision(
                                score.revision(), Facts.NOW, true, Facts.NOW, null, score, List.of(), List.of())),
                        feedback.values().stream()
                                .map(this::view)
                                .filter(it -> it.claim().equals(claim))
                                .sorted(Comparator.comparing(Feedback::recordedAt)
                                        .thenComparing(Feedback::feedbackId))
                                .toList()));
    }

    /** As if a revision was accepted, the newest first. */
    public void accepted(AcceptedRevision... some) {
        accepted = List.of(some);
    }

    @Override
    public List<AcceptedRevision> accepted(ClaimKey claim, int most) {
        return accepted.stream().limit(most).toList();
    }

    /** As if the projection knew this of every submission. */
    public void trace(Trace known) {
        trace = known;
    }

    /** As if the read model found this, whatever is asked. */
    public void page(ClaimPage found) {
        page = found;
    }

    /** What was asked last. */
    public @Nullable ClaimSearch search() {
        return search;
    }

    @Override
    public ClaimPage claims(ClaimSearch asked) {
        search = asked;
        return page;
    }

    /** As many as are on the page. */
    @Override
    public int count(ClaimSearch asked) {
        return Math.min(page.claims().size(), asked.limit());
    }

    @Override
    public Optional<ClaimSummary> summary(ClaimKey claim) {
        return currentScore(claim).map(score -> Summaries.of(score, feedbackOn(score.scoreId())));
    }

    @Override
    public Trace trace(ClaimKey claim, int revision, RecordRef submitted) {
        return trace;
    }

    @Override
    public Optional<Feedback> feedback(String feedbackId) {
        return Optional.ofNullable(feedback.get(feedbackId)).map(this::view).map(it -> shown(it.claim(), it));
    }

    @Override
    public List<Feedback> feedbackOn(String scoreId) {
        return feedback.values().stream()
                .filter(one -> one.getScoreId().filter(scoreId::equals).isPresent())
                .map(this::view)
                .toList();
    }

    @Override
    public List<Feedback> feedback(FeedbackSearch search) {
        return feedback.values().stream()
                .map(this::view)
                .filter(it -> search.insurer().map(it.claim().insurer()::equals).orElse(true))
                .filter(it -> search.actor().map(it.actor()::equals).orElse(true))
                .filter(it ->
                        search.kind().map(kind -> kind == it.said().kind()).orElse(true))
                .filter(it -> search.withdrawn().map(is -> is == it.withdrawn()).orElse(true))
                .filter(it -> search.after()
                        .map(after -> it.feedbackId().compareTo(after.feedbackId()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(Feedback::feedbackId).reversed())
                .limit(search.limit())
                .toList();
    }

    @Override
    public List<DecidedScore> decisions(DecisionSearch search) {
        return scores.values().stream()
                .map(score -> new DecidedScore(
                        score.claim(),
                        score.revision(),
                        Objects.requireNonNull(Summaries.of(score, List.of()).score()),
                        feedbackOn(score.scoreId())))
                .filter(it ->
                        search.model().map(it.score().modelVersion()::equals).orElse(true))
                .filter(it -> search.insurer().map(it.claim().insurer()::equals).orElse(true))
                .filter(it -> search.from()
                        .map(from -> !it.score().scoredAt().isBefore(from))
                        .orElse(true))
                .filter(it -> search.to()
                        .map(to -> it.score().scoredAt().isBefore(to))
                        .orElse(true))
                .filter(it -> search.after()
                        .map(after -> it.score().scoreId().compareTo(after.scoreId()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing((DecidedScore it) -> it.score().scoreId())
                        .reversed())
                .limit(search.limit())
                .toList();
    }

    @Override
    public Map<String, Became> becameOf(List<Feedback> some) {
        List<Feedback> all = feedback.values().stream().map(this::view).toList();
        return some.stream()
                .collect(Collectors.toMap(
                        Feedback::feedbackId,
                        it -> Became.of(
                                it,
                                all.stream()
                                        .filter(one -> one.claim().equals(it.claim()))
                                        .toList(),
                                currentScore(it.claim()).map(Score::scoreId).orElse(""))));
    }

    @Override
    public Uses usedIn(ClaimKey claim, Instant asOf) {
        return new Uses(usedIn, Optional.ofNullable(erasureReceipt));
    }

    @Override
    public Models models(Models.@Nullable Place after, int limit) {
        Models.Version first = new Models.Version(
                "m-1",
                Facts.NOW,
                "k",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("featureSet", "v1")
                        .put("goldenRows", "long")
                        .set("dataset", EventJson.parse("{\"lastLabelAt\":\"" + LEARNED_TO + "\"}")));
        return new Models(
                slots,
                Stream.concat(Stream.of(first), published.stream())
                        .sorted(Comparator.comparing(Models.Version::publishedAt)
                                .reversed()
                                .thenComparing(Models.Version::version))
                        .filter(it -> after == null
                                || it.publishedAt().isBefore(after.publishedAt())
                                || (it.publishedAt().equals(after.publishedAt())
                                        && it.version().compareTo(after.version()) > 0))
                        .limit(limit)
                        .toList(),
                List.of());
    }

    /** As if these were settled. */
    public void settled(SettledClaim... some) {
        settled = List.of(some);
    }

    @Override
    public List<SettledClaim> settledNear(SettledSearch search) {
        return settled.stream()
                .filter(it -> it.key().insurer().equals(search.claim().insurer()))
                .toList();
    }

    @Override
    public Optional<Models.Version> version(String version) {
        return models().versions().stream()
                .filter(it -> it.version().equals(version))
                .findFirst();
    }

    @Override
    public List<Run> runs(@Nullable Run after, int limit) {
        return runs().stream()
                .filter(it -> after == null || it.id().compareTo(after.id()) < 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Run> run(String runId) {
        return runs().stream().filter(it -> it.id().equals(runId)).findFirst();
    }

    @Override
    public Optional<RunStep> stepOf(String runId) {
        return runId.equals("r-1") ? Optional.of(new RunStep("TRAINING", 0.25, 90_000L, Facts.NOW)) : Optional.empty();
    }

    @Override
    public Optional<Run> runOf(String version) {
        return runs().stream()
                .filter(it -> version.equals(it.outcome().version()))
                .findFirst();
    }

    @Override
    public List<DatasetSeen> datasets(DatasetSearch search) {
        Run run = runs().get(0);
        return search.after().isPresent()
                ? List.of()
                : List.of(new DatasetSeen("d-0123456789ab", Facts.NOW, null, List.of("m-1"), List.of(run)));
    }

    @Override
    public Optional<DatasetSeen> dataset(String name) {
        return datasets(new DatasetSearch(null, Optional.empty(), 1)).stream()
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    private static List<Run> runs() {
        return List.of(
                new Run(
                        "r-2",
                        new Models.Slot("MOTOR_INJURY", "GBP", null),
                        "COMMAND",
                        "PUBLISHED",
                        Facts.NOW,
                        Facts.NOW.plusSeconds(7),
                        new Run.Data("d-0123456789ab", "0".repeat(64), 812, Map.of("ERASED", 0)),
                        new Run.Recipe(EventJson.parse("{\"rounds\":400}"), "0.1.0+1f2e3d4c5b6a"),
                        new Run.Outcome("m-1", EventJson.parse("{\"challenger\":{\"mape\":0.071}}"), "Better.")),
                new Run(
                        "r-1",
                        new Models.Slot("MOTOR_INJURY", "GBP", null),
                        "LABELS",
                        "TRAINING",
                        Facts.NOW,
                        null,
                        new Run.Data(null, null, 0, Map.of()),
                        new Run.Recipe(null, null),
                        new Run.Outcome(null, null, null)));
    }

    /** As the projection does, some time after a command was written. */
    public void project(ModelCommand command) {
        commands.put(command.getCommandId(), command);
    }

    /** As the projection does with a move. */
    public void project(ModelDeployment event) {
        moves.add(new PlacedMove(moves.size(), event));
    }

    @Override
    public List<PlacedMove> moves() {
        return List.copyOf(moves);
    }

    @Override
    public Optional<ModelCommand> command(String commandId) {
        return Optional.ofNullable(commands.get(commandId));
    }

    @Override
    public List<ModelCommand> openCommands() {
        return commands.values().stream()
                .filter(it -> moves.stream().noneMatch(move -> move.event()
                        .getCommandId()
                        .filter(it.getCommandId()::equals)
                        .isPresent()))
                .toList();
    }

    @Override
    public long labelledWithin(String version, @Nullable String insurer, List<DatasetSummary.Offsets> ranges) {
        return ranges.isEmpty() ? 0 : scores.size();
    }

    @Override
    public long decidedClaims(Withdrawal withdrawal) {
        return scores.size();
    }

    @Override
    public List<DecidedClaim> decided(Withdrawal withdrawal, String after, int limit) {
        return scores.values().stream()
                .map(it -> new DecidedClaim(it.claim(), it.revision(), it.scoreId()))
                .toList();
    }

    @Override
    public Optional<String> report(String version) {
        return Optional.ofNullable(reports.get(version));
    }

    @Override
    public Optional<String> claimant(ClaimKey claim, int revision) {
        return Optional.of("claimant-of-" + claim.claimId());
    }

    private Feedback view(ClaimFeedback one) {
        boolean withdrawn = feedback.values().stream()
                .anyMatch(it -> it.getKind() == FeedbackKind.WITHDRAWN
                        && it.getWithdrawnFeedbackId()
                                .filter(one.getFeedbackId()::equals)
                                .isPresent());
        return new Feedback(
                one.getFeedbackId(),
                new ClaimKey(one.getInsurer(), one.getClaimId()),
                one.getRevision().orElse(null),
                one.getScoreId().orElse(null),
                new Feedback.Said(
                        one.getKind(),
                        one.getAmount().orElse(null),
                        one.getReasonCode().orElse(null),
                        one.getWithdrawnFeedbackId().orElse(null),
                        one.getEventTime(),
                        one.getNote().orElse(null)),
                one.getActor(),
                recordedAt,
                withdrawn);
    }
}
