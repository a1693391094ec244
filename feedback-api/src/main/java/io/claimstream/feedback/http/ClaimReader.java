package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.util.ArrayList;
import java.util.List;

/** Reads a submitted claim from JSON. */
final class ClaimReader {

    private ClaimReader() {}

    /**
     * The claim that a JSON object stands for.
     *
     * @throws ProblemException naming every place that does not have the form of the schema
     */
    static ClaimSubmitted read(JsonNode json) {
        ClaimSubmitted claim;
        try {
            claim = EventJson.fromJson(json, ClaimSubmitted.class);
        } catch (EventJsonException e) {
            throw new ProblemException(Problem.of(
                    ProblemCode.INVALID_BODY,
                    e.problems().stream()
                            .map(it -> new Problem.Field(it.pointer(), it.code().name(), it.expected()))
                            .toList()));
        }
        requireAddress(claim);
        return claim;
    }

    /** Rules are claim-ingest's. A claim without a well-formed identity would have no address to find its rejection at. */
    private static void requireAddress(ClaimSubmitted claim) {
        List<Problem.Field> fields = new ArrayList<>();
        if (!ClaimKey.isInsurer(claim.getInsurer())) {
            fields.add(new Problem.Field("/insurer", "ID_MALFORMED", ClaimKey.INSURER_FORM));
        }
        if (!ClaimKey.isClaimId(claim.getClaimId())) {
            fields.add(new Problem.Field("/claimId", "ID_MALFORMED", ClaimKey.CLAIM_ID_FORM));
        }
        if (!fields.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemCode.INVALID_BODY, fields));
        }
    }
}
