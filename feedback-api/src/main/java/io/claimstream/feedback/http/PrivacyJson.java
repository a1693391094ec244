package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.privacy.Duty;
import io.claimstream.feedback.privacy.Erasure;
import io.claimstream.feedback.privacy.Hold;
import io.claimstream.feedback.privacy.Plan;
import io.claimstream.feedback.privacy.Receipt;
import io.claimstream.feedback.privacy.Step;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Erasures, holds and duties as JSON. */
final class PrivacyJson {

    private PrivacyJson() {}

    static ObjectNode of(Erasure erasure, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("erasureId", erasure.erasureId())
                .put("insurer", erasure.subject().insurer())
                .put("claimant", erasure.subject().pseudonym())
                .put("reason", erasure.reason())
                .put("state", erasure.state(now).name())
                .put("askedBy", erasure.asked().by())
                .put("askedAt", erasure.asked().at().toString())
                .put("expiresAt", erasure.expiresAt().toString());
        Optional.ofNullable(erasure.decided()).ifPresent(it -> json.put("decidedBy", it.by())
                .put("decidedAt", it.at().toString()));
        Optional.ofNullable(erasure.receiptText()).ifPresent(it -> json.put("receipt", it));
        Optional.ofNullable(erasure.doneAt()).ifPresent(it -> json.put("doneAt", it.toString()));
        return json.put("link", Links.erasure(erasure.erasureId()));
    }

    /** As above, with what of it is done. */
    static ObjectNode of(Erasure erasure, Map<Step, Instant> steps, Instant now) {
        ObjectNode json = of(erasure, now);
        ArrayNode done = json.putArray("done");
        steps.forEach((step, at) -> done.addObject().put("step", step.name()).put("at", at.toString()));
        return json;
    }

    static ObjectNode of(Plan plan, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", plan.subject().insurer())
                .put("claimant", plan.subject().pseudonym())
                .put("claims", plan.claims());
        ArrayNode currencies = json.putArray("histories");
        plan.currencies().forEach(currencies::add);
        ArrayNode refusals = json.putArray("refusals");
        plan.obstacles()
                .forEach(
                        it -> refusals.addObject().put("code", it.code().name()).put("because", it.because()));
        Optional.ofNullable(plan.standing()).ifPresent(it -> json.set("erasure", of(it, now)));
        return json;
    }

    static ObjectNode of(Receipt receipt, String publicKey) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("document", receipt.document())
                .put("signature", receipt.signature())
                .put("keyId", receipt.keyId())
                .put("publicKey", publicKey);
    }

    static ObjectNode of(Hold hold) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("holdId", hold.holdId())
                .put("insurer", hold.subject().insurer())
                .put("claimant", hold.subject().pseudonym())
                .put("reason", hold.reason())
                .put("setBy", hold.setBy())
                .put("setAt", hold.setAt().toString());
        Optional.ofNullable(hold.endsAt()).ifPresent(it -> json.put("endsAt", it.toString()));
        return json;
    }

    static ObjectNode of(Duty duty) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("insurer", duty.insurer())
                .put("days", duty.days())
                .put("reason", duty.reason())
                .put("setBy", duty.setBy())
                .put("setAt", duty.setAt().toString());
    }
}
