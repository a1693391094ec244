package io.claimstream.feedback.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.util.ArrayList;
import java.util.List;

/** The form in which a claim is submitted as JSON. Rules are claim-ingest's. Pure. */
public final class ClaimForm {

    private ClaimForm() {}

    /**
     * A place that does not have the form of the schema.
     *
     * @param pointer JSON Pointer; empty for the whole
     * @param code stable code
     * @param expected what was expected there
     */
    public record Flaw(String pointer, String code, String expected) {}

    /** JSON that is no claim. The message names no contents. */
    public static final class MalformedException extends RuntimeException {

        private final transient List<Flaw> flaws;

        private MalformedException(List<Flaw> flaws) {
            super("Expected a claim, but " + flaws.size() + " places have another form.");
            this.flaws = List.copyOf(flaws);
        }

        /** Every place, at least one. */
        public List<Flaw> flaws() {
            return flaws;
        }
    }

    /**
     * The claim that a JSON object stands for.
     *
     * @throws MalformedException naming every place that has another form
     */
    public static ClaimSubmitted read(JsonNode json) {
        ClaimSubmitted claim;
        try {
            claim = EventJson.fromJson(json, ClaimSubmitted.class);
        } catch (EventJsonException e) {
            throw new MalformedException(e.problems().stream()
                    .map(it -> new Flaw(it.pointer(), it.code().name(), it.expected()))
                    .toList());
        }
        requireAddress(claim);
        return claim;
    }

    /** A claim without a well-formed identity would have no address to find its rejection at. */
    private static void requireAddress(ClaimSubmitted claim) {
        List<Flaw> flaws = new ArrayList<>();
        if (!ClaimKey.isInsurer(claim.getInsurer())) {
            flaws.add(new Flaw("/insurer", "ID_MALFORMED", ClaimKey.INSURER_FORM));
        }
        if (!ClaimKey.isClaimId(claim.getClaimId())) {
            flaws.add(new Flaw("/claimId", "ID_MALFORMED", ClaimKey.CLAIM_ID_FORM));
        }
        if (!flaws.isEmpty()) {
            throw new MalformedException(flaws);
        }
    }
}
