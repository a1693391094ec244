package io.claimstream.feedback;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.RescoreTally;
import io.claimstream.feedback.view.Rescores;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Withdrawal;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scores asked for once more, in memory. Thread-safe. */
public final class FakeRescores implements Rescores {

    private final FakeReadModel live;
    private final Map<String, RescoreRequest> requests = new ConcurrentHashMap<>();
    private final Map<String, ClaimScored> scores = new ConcurrentHashMap<>();
    private final Map<String, RescoreRefused> refusals = new ConcurrentHashMap<>();

    public FakeRescores(FakeReadModel live) {
        this.live = live;
    }

    public void clear() {
        requests.clear();
        scores.clear();
        refusals.clear();
    }

    /** As the projection does, some time after a request was written. */
    public void project(RescoreRequest request) {
        requests.putIfAbsent(request.getRequestId(), request);
    }

    public void project(ClaimScored score) {
        scores.put(score.getScoreId(), score);
    }

    public void project(RescoreRefused refusal) {
        refusals.put(refusal.getRequestId(), refusal);
    }

    @Override
    public List<Rescore> ofClaim(ClaimKey claim, Instant asOf) {
        return all().filter(it -> it.claim().equals(claim)).toList();
    }

    @Override
    public Optional<Rescore> ofScore(String rescoreId) {
        return all().filter(it -> it.rescoreId().equals(rescoreId)).findFirst();
    }

    @Override
    public Optional<Rescore> request(String requestId) {
        return all().filter(it -> it.requestId().equals(requestId)).findFirst();
    }

    @Override
    public List<Score> notAsked(String commandId, Withdrawal withdrawal, String after, int limit) {
        return live.decided(withdrawal, "", Integer.MAX_VALUE).stream()
                .map(it -> live.score(it.scoreId()).orElseThrow())
                .filter(it -> it.scoreId().compareTo(after) > 0)
                .filter(it ->
                        ofThe(commandId).noneMatch(asked -> asked.scoreId().equals(it.scoreId())))
                .sorted(Comparator.comparing(Score::scoreId))
                .limit(limit)
                .toList();
    }

    @Override
    public RescoreTally tally(String commandId) {
        List<Rescore> all = ofThe(commandId).toList();
        return new RescoreTally(
                all.size(),
                all.stream().filter(it -> it.state() == Rescore.State.DONE).count(),
                all.stream().filter(it -> it.state() == Rescore.State.REFUSED).count(),
                new RescoreTally.Moved(0, null, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    @Override
    public List<Rescore> ofCommand(String commandId, String after, int limit) {
        return ofThe(commandId)
                .filter(it -> it.scoreId().compareTo(after) > 0)
                .sorted(Comparator.comparing(Rescore::scoreId))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Rescore> anyOfCommand(String commandId) {
        return ofCommand(commandId, "", 1).stream().findFirst();
    }

    private Stream<Rescore> ofThe(String commandId) {
        return all().filter(it -> commandId.equals(it.asked().commandId()));
    }

    private Stream<Rescore> all() {
        return requests.values().stream()
                .sorted(Comparator.comparing(RescoreRequest::getRequestedAt)
                        .thenComparing(RescoreRequest::getRequestId))
                .map(this::view);
    }

    private Rescore view(RescoreRequest request) {
        ClaimKey claim = new ClaimKey(request.getInsurer(), request.getClaimId());
        String rescoreId = ScoreId.rescore(request.getRequestId()).text();
        @Nullable ClaimScored score = scores.get(rescoreId);
        @Nullable RescoreRefused refusal = refusals.get(request.getRequestId());
        return new Rescore(
                request.getRequestId(),
                claim,
                request.getRevision(),
                request.getScoreId(),
                rescoreId,
                new Rescore.Asked(
                        request.getModelVersion().orElse(null),
                        request.getCommandId().orElse(null),
                        request.getReason(),
                        request.getSealedReason().orElse(null),
                        request.getActor(),
                        request.getRequestedAt()),
                live.score(request.getScoreId())
                        .map(it -> it.document().path("estimate").decimalValue())
                        .orElse(null),
                score == null ? null : new Score(rescoreId, claim, request.getRevision(), EventJson.toJson(score)),
                refusal == null
                        ? null
                        : new Rescore.Refused(refusal.getCode(), refusal.getDetail(), refusal.getRefusedAt()));
    }
}
