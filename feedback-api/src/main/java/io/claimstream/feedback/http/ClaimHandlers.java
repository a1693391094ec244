package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Uses;
import io.claimstream.schemas.Topics;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes claims, and shows what became of them. */
final class ClaimHandlers {

    private static final String AS_OF = "asOf";

    private final ApiPorts ports;
    private final RequestBody body;

    ClaimHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
    }

    /** {@code POST /v1/claims}: 202 once Kafka has the claim on all in-sync replicas. */
    void submit(Context context) {
        ClaimSubmitted claim = ClaimReader.read(body.json(context));
        ClaimKey key = new ClaimKey(claim.getInsurer(), claim.getClaimId());
        Authentication.requireServes(context, key.insurer());
        CompletableFuture<RecordRef> written = ports.publisher().publish(Topics.CLAIMS_SUBMITTED, key.text(), claim);
        Later.answer(context, ports.executor(), written, where -> accepted(context, key, claim, where));
    }

    /** {@code GET /v1/claims/{insurer}/{claimId}?asOf=}: as it is known, or as it was at a time. */
    void show(Context context) {
        show(context, context.pathParam("insurer"), context.pathParam("claimId"));
    }

    /** A claim whose address is also that of something else. */
    void show(Context context, String insurer, String claimId) {
        if (!ClaimKey.isInsurer(insurer) || !ClaimKey.isClaimId(claimId)) {
            throw new ProblemException(ProblemCode.CLAIM_NOT_FOUND, "Expected the identity of a claim.");
        }
        Instant asOf = asOf(context);
        ClaimKey key = new ClaimKey(insurer, claimId);
        Claim claim = Optional.of(key)
                .filter(it -> Authentication.caller(context).serves(it.insurer()))
                .flatMap(it -> ports.readModel().claim(it, asOf))
                .orElseThrow(() -> ports.missing(
                        ProblemCode.CLAIM_NOT_FOUND,
                        "Expected a claim that was submitted in the last moments or before."));
        // Whoever waits for a score asks often, and nothing is said of the claim yet.
        Uses uses = claim.feedback().isEmpty() ? Uses.NONE : ports.readModel().usedIn(key, asOf);
        ObjectNode json = ClaimJson.of(claim, uses);
        if (claim.currentScoreId().isPresent()) {
            RescoreJson.into(json, ports.rescoring().rescores().ofClaim(key, asOf));
        }
        Answers.json(context, 200, json);
    }

    /** The time asked for, cut to what is kept; {@link ReadModel#NOW} without one. */
    private Instant asOf(Context context) {
        Optional<Instant> asked;
        try {
            asked = Optional.ofNullable(context.queryParam(AS_OF)).map(Instant::parse);
        } catch (DateTimeException e) {
            throw wrong("TIME_MALFORMED", "a time such as 2026-03-01T09:30:00Z");
        }
        if (asked.filter(ports.clock().instant()::isBefore).isPresent()) {
            throw wrong("TIME_IN_FUTURE", "a time that is over: what will be known then is not known yet");
        }
        // No record is older than the first of 1970, and a database has no place for every time there is.
        return asked.map(it -> it.isBefore(Instant.EPOCH) ? Instant.EPOCH : it.truncatedTo(ChronoUnit.MICROS))
                .orElse(ReadModel.NOW);
    }

    private static ProblemException wrong(String code, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.BAD_REQUEST, List.of(new Problem.Field("/" + AS_OF, code, expected))));
    }

    private static void accepted(Context context, ClaimKey key, ClaimSubmitted claim, RecordRef where) {
        String link = Links.claim(key);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("insurer", key.insurer()).put("claimId", key.claimId()).put("revision", claim.getRevision());
        json.putObject("submitted")
                .put("topic", Topics.CLAIMS_SUBMITTED.name())
                .put("partition", where.getPartition())
                .put("offset", where.getOffset());
        json.put("link", link);
        context.header("Location", link);
        Answers.json(context, 202, json);
    }
}
