package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.privacy.Duty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is wanted of privacy. Every method throws a {@link ProblemException} that names each place of another form. */
final class PrivacyReader {

    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{1,500}");
    private static final String REASON_FORM = "why, without the name of a person: 1 to 500 characters, not blank";
    private static final Pattern CLAIMANT = Pattern.compile("[a-z2-7]{10,60}");
    private static final String CLAIMANT_FORM = "the pseudonym of a claimant";

    private PrivacyReader() {}

    /**
     * Whom something is about: a claimant, or whom a claim names.
     *
     * @param claimId empty where a claimant is named
     * @param claimant pseudonym; empty where a claim is named
     */
    record Named(String insurer, Optional<String> claimId, Optional<String> claimant) {}

    /** Somebody, and why. */
    record Wanted(Named named, String reason, Optional<Instant> endsAt) {}

    /** How long records are to be kept, and why. */
    record Keeping(int days, String reason) {}

    static Named named(JsonNode json) {
        Fields fields = new Fields(json, Set.of("insurer", "claimId", "claimant"));
        Named named = named(json, fields);
        fields.done();
        return named;
    }

    static Wanted erasure(JsonNode json) {
        Fields fields = new Fields(json, Set.of("insurer", "claimId", "claimant", "reason"));
        Named named = named(json, fields);
        String reason = reason(fields);
        fields.done();
        return new Wanted(named, reason, Optional.empty());
    }

    static Wanted hold(JsonNode json, Instant now) {
        Fields fields = new Fields(json, Set.of("insurer", "claimId", "claimant", "reason", "endsAt"));
        Named named = named(json, fields);
        String reason = reason(fields);
        Optional<Instant> endsAt =
                fields.optionalTime("endsAt", now::isBefore, "a time to come, such as 2027-03-01T00:00:00Z");
        fields.done();
        return new Wanted(named, reason, endsAt);
    }

    static Keeping duty(JsonNode json) {
        Fields fields = new Fields(json, Set.of("days", "reason"));
        int days = fields.integer("days", 0, 1, Duty.MOST_DAYS);
        if (json.path("days").isMissingNode()) {
            fields.add(List.of(new Field("/days", "MISSING", "a whole number from 1 to " + Duty.MOST_DAYS)));
        }
        String reason = reason(fields);
        fields.done();
        return new Keeping(days, reason);
    }

    private static Named named(JsonNode json, Fields fields) {
        String insurer = fields.text("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        if (json.path("claimId").isMissingNode() == json.path("claimant").isMissingNode()) {
            fields.add(List.of(new Field("/claimId", "MISSING", "either claimId or claimant")));
        }
        return new Named(
                insurer,
                fields.optionalText("claimId", ClaimKey::isClaimId, "the id of a claim"),
                fields.optionalText("claimant", it -> CLAIMANT.matcher(it).matches(), CLAIMANT_FORM));
    }

    private static String reason(Fields fields) {
        return fields.text("reason", it -> REASON.matcher(it).matches() && !it.isBlank(), REASON_FORM);
    }
}
