package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.queue.Assignment;
import io.claimstream.feedback.view.ClaimSummary;
import java.time.Instant;

/** A claim in the review queue as JSON: as lists of claims show it, and who has it. */
final class QueueJson {

    private QueueJson() {}

    static ObjectNode of(ClaimSummary claim, Assignment assignment, Instant now) {
        ObjectNode json = ClaimSummaryJson.of(claim);
        json.put("link", Links.queued(claim.key())).put("claimLink", Links.claim(claim.key()));
        json.put("etag", EntityTag.of(assignment.version()).text());
        assignment.holder(now).ifPresent(it -> json.putObject("assignee")
                .put("actor", it.actor())
                .put("until", it.until().toString()));
        return json;
    }
}
