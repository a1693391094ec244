package io.claimstream.feedback.page.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.Submission;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.idempotency.KeptAnswer;
import io.claimstream.feedback.idempotency.RequestName;
import io.claimstream.feedback.idempotency.Turn;
import io.claimstream.schemas.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Sends the claim of a form once, however often the form is sent; and tells for a day where it stands. Thread-safe. */
final class SubmitDesk {

    private static final String TARGET = "POST " + SubmitPages.PATH;
    private static final int KEPT_STATUS = 202;
    private static final byte[] NO_BODY = new byte[0];

    private final ScoringDesk desk;
    private final IdempotencyLedger ledger;
    private final Executor executor;

    SubmitDesk(ApiPorts ports) {
        this.desk = ports.scoring();
        this.ledger = ports.ledger();
        this.executor = ports.executor();
    }

    /**
     * Sends a claim, unless the same form did.
     *
     * @param actor who sends it
     * @param requestId names the form
     * @param json what it says
     * @return completes with where it stands once Kafka has it
     * @throws ProblemException when the form is being sent, or was sent with something else in it
     */
    CompletableFuture<Submission> send(String actor, String requestId, ObjectNode json, ClaimSubmitted claim) {
        RequestName name =
                RequestName.of(actor, requestId, TARGET, EventJson.format(json).getBytes(StandardCharsets.UTF_8));
        Turn turn = ledger.begin(name);
        if (turn instanceof Turn.Done done) {
            return CompletableFuture.completedFuture(read(done.answer()));
        }
        if (!(turn instanceof Turn.Mine)) {
            throw turn instanceof Turn.Reused
                    ? new ProblemException(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED, "This form was sent before with something else in it.")
                    : new ProblemException(ProblemCode.IN_FLIGHT, "This form is being sent already; wait a moment.");
        }
        return desk.send(claim)
                .whenCompleteAsync(
                        (submission, failure) -> {
                            if (failure == null) {
                                ledger.keep(name, kept(submission));
                            } else {
                                ledger.release(name);
                            }
                        },
                        executor);
    }

    /** Where the claim of a form stands; empty when it was not sent by this one, or longer than a day ago. */
    Optional<Submission> sent(String actor, String requestId) {
        return ledger.kept(RequestName.of(actor, requestId, TARGET, NO_BODY)).map(SubmitDesk::read);
    }

    private static KeptAnswer kept(Submission submission) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", submission.claim().insurer())
                .put("claimId", submission.claim().claimId())
                .put("revision", submission.revision())
                .put("contentHash", submission.contentHash())
                .put("partition", submission.where().getPartition())
                .put("offset", submission.where().getOffset());
        return new KeptAnswer(KEPT_STATUS, "application/json", null, EventJson.format(json));
    }

    private static Submission read(KeptAnswer answer) {
        JsonNode json = EventJson.parse(answer.body());
        return new Submission(
                new ClaimKey(json.path("insurer").asText(), json.path("claimId").asText()),
                json.path("revision").asInt(),
                json.path("contentHash").asText(),
                new RecordRef(
                        json.path("partition").asInt(), json.path("offset").asLong()));
    }
}
