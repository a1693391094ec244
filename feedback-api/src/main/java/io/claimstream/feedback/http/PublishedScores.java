package io.claimstream.feedback.http;

import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;

/** Finds scores as they were published, live ones and those that were asked for once more, for whoever serves their insurer. */
record PublishedScores(ApiPorts ports) {

    /** @throws ProblemException when there is none of that id, or not for this caller */
    ClaimScored find(Context context, String scoreId) {
        Caller caller = Authentication.caller(context);
        return ports.readModel()
                .score(scoreId)
                .or(() -> ports.rescoring().rescores().ofScore(scoreId).map(Rescore::score))
                .filter(it -> caller.serves(it.claim().insurer()))
                .map(it -> EventJson.fromJson(it.document(), ClaimScored.class))
                .orElseThrow(() -> ports.missing(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a score."));
    }
}
