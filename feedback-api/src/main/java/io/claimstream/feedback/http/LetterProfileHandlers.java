package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.policy.LetterProfile;
import io.claimstream.feedback.policy.LetterProfiles;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;

/** Shows what letters to claimants say of an insurer, and has administrators lay it down. */
final class LetterProfileHandlers {

    private final PolicyDesk desk;
    private final RequestBody body;

    LetterProfileHandlers(PolicyDesk desk, RequestBody body) {
        this.desk = desk;
        this.body = body;
    }

    /** {@code GET /v1/policies/letter/{insurer}}. */
    void show(Context context) {
        answer(context, desk.letter(context));
    }

    /** {@code PUT /v1/policies/letter/{insurer}}: 200. */
    void change(Context context) {
        answer(context, desk.changeLetter(context, () -> body.json(context), AcceptanceHandlers.seen(context)));
    }

    private static void answer(Context context, Policy policy) {
        ObjectNode json = PolicyAddress.json(policy, PolicyKind.LETTER);
        json.put("inForce", policy.document() != null);
        var sender = json.putArray("sender");
        LetterProfiles.profile(policy).ifPresent(it -> {
            it.sender().forEach(sender::add);
            json.put("contact", it.contact());
            if (it.contestDays() != null) {
                json.put("contestDays", it.contestDays());
            }
        });
        json.put(
                "answerDays",
                LetterProfiles.profile(policy).map(LetterProfile::answerDays).orElse(LetterProfile.USUAL_ANSWER_DAYS));
        EntityTag.of(policy.version()).into(context);
        Answers.json(context, 200, json);
    }
}
