package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approval.Decision;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.DecidedScore;
import io.claimstream.feedback.view.DecisionSearch;
import io.claimstream.feedback.view.Feedback;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lists live scores with what was decided on each, how contests of it ended, and what second persons declined. */
final class DecisionListHandlers {

    private final ApiPorts ports;

    DecisionListHandlers(ApiPorts ports) {
        this.ports = ports;
    }

    /** {@code GET /v1/decisions?model=&insurer=&from=&to=&after=&limit=}, the newest first. */
    void list(Context context) {
        int limit = Query.limit(context);
        Optional<DecisionSearch> search =
                DecisionQuery.read(context, Query.time(context, "from"), Query.time(context, "to"), limit);
        List<DecidedScore> page = search.map(ports.readModel()::decisions).orElse(List.of());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var decisions = json.putArray("decisions");
        List<String> scores = page.stream().map(it -> it.score().scoreId()).toList();
        Map<String, List<Contest>> contests = ports.review().contests().ended(scores);
        Map<String, List<Approval>> declined =
                ports.access().approvals().lists().declined(scores);
        page.forEach(it -> {
            String score = it.score().scoreId();
            decisions.add(of(it, contests.getOrDefault(score, List.of()), declined.getOrDefault(score, List.of())));
        });
        if (page.size() == limit) {
            json.put("next", Links.DECISIONS + "?" + DecisionQuery.next(context, page.get(limit - 1)));
        }
        Answers.json(context, 200, json);
    }

    private static ObjectNode of(DecidedScore decided, List<Contest> contests, List<Approval> approvals) {
        Scored score = decided.score();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("scoreId", score.scoreId())
                .put("insurer", decided.claim().insurer())
                .put("claimId", decided.claim().claimId())
                .put("revision", decided.revision())
                .put("modelVersion", score.modelVersion())
                .put("scoredAt", score.scoredAt().toString())
                .put("currency", score.currency())
                .put("estimate", score.estimate());
        Optional.ofNullable(score.lower()).ifPresent(it -> json.put("lower", it));
        Optional.ofNullable(score.upper()).ifPresent(it -> json.put("upper", it));
        var said = json.putArray("said");
        decided.said().forEach(it -> said.add(of(it)));
        var ended = json.putArray("contests");
        contests.forEach(it -> ended.add(of(it)));
        var declined = json.putArray("declined");
        approvals.forEach(it -> it.matter()
                .fold(command -> Optional.<ObjectNode>empty(), decision -> Optional.of(of(it, decision)))
                .ifPresent(declined::add));
        return json.put("link", Links.score(score.scoreId())).put("claimLink", Links.claim(decided.claim()));
    }

    private static ObjectNode of(Contest contest) {
        Answer answer = Objects.requireNonNull(contest.answer(), contest.contestId());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("contestId", contest.contestId())
                .put("outcome", answer.outcome().name());
        Optional.ofNullable(answer.feedbackId()).ifPresent(it -> json.put("feedbackId", it));
        return json.put("actor", answer.by())
                .put("endedAt", answer.at().toString())
                .put("link", Links.contest(contest.contestId()));
    }

    private static ObjectNode of(Approval approval, Matter.Decision asked) {
        Decision declined = Objects.requireNonNull(approval.decision(), approval.approvalId());
        return JsonNodeFactory.instance
                .objectNode()
                .put("approvalId", approval.approvalId())
                .put("kind", asked.request().kind().name().toLowerCase(Locale.ROOT))
                .put("amount", asked.amount())
                .put("askedBy", approval.askedBy())
                .put("actor", declined.by())
                .put("declinedAt", declined.at().toString())
                .put("link", Links.approval(approval.approvalId()));
    }

    private static ObjectNode of(Feedback one) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("feedbackId", one.feedbackId())
                .put("kind", one.said().kind().name().toLowerCase(Locale.ROOT));
        Optional.ofNullable(one.said().amount()).ifPresent(it -> json.put("amount", it));
        Optional.ofNullable(one.said().reasonCode()).ifPresent(it -> json.put("reasonCode", it));
        Optional.ofNullable(one.said().withdrawnFeedbackId()).ifPresent(it -> json.put("withdrawnFeedbackId", it));
        return json.put("actor", one.actor())
                .put("automatic", one.isAutomatic())
                .put("recordedAt", one.recordedAt().toString())
                .put("withdrawn", one.withdrawn())
                .put("link", Links.feedback(one.feedbackId()));
    }
}
