package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Uses;
import io.claimstream.schemas.Topics;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Takes claims, and shows what became of them. */
final class ClaimHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final ClaimLookup lookup;

    ClaimHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
        this.lookup = new ClaimLookup(ports);
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
        Instant asOf = lookup.asOf(context);
        Claim claim = lookup.find(context, insurer, claimId, asOf);
        ClaimKey key = claim.key();
        // Whoever waits for a score asks often, and nothing is said of the claim yet.
        Uses uses = claim.feedback().isEmpty() ? Uses.NONE : ports.readModel().usedIn(key, asOf);
        ObjectNode json = ClaimJson.of(claim, uses, new NoteDesk(ports).readBy(Authentication.caller(context)));
        if (claim.currentScoreId().isPresent()) {
            NoteDesk notes = new NoteDesk(ports);
            RescoreJson.into(
                    json,
                    ports.rescoring().rescores().ofClaim(key, asOf).stream()
                            .map(it -> notes.readBy(Authentication.caller(context), it))
                            .toList());
        }
        Answers.json(context, 200, json);
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
