package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.IssuedKey;
import io.claimstream.feedback.access.KeyRecord;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.access.NewKey;
import io.claimstream.feedback.access.Role;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Makes, rotates and revokes API keys: one set of rules, whether what is wanted comes as JSON or from a page. Thread-safe. */
public final class KeyDesk {

    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int MOST_OVERLAP_SECONDS = 30 * 86_400;

    private final KeyRegister keys;
    private final Clock clock;

    KeyDesk(KeyRegister keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes the key that is wanted.
     *
     * @throws ProblemException when it has another form, or is for an insurer that the caller does not serve
     */
    public IssuedKey create(Context context, JsonNode json) {
        NewKey wanted = wanted(json);
        Authentication.requireServes(context, wanted.scope().insurer());
        return keys.create(Authentication.act(context), wanted);
    }

    /**
     * A key that the caller may see.
     *
     * @throws ProblemException when there is none
     */
    public KeyRecord find(Context context) {
        return id(context)
                .flatMap(id -> keys.find(Authentication.caller(context), id))
                .orElseThrow(KeyDesk::noSuchKey);
    }

    /**
     * Gives the key in the address a new text.
     *
     * @throws ProblemException when there is no such key, or it has ended
     */
    public IssuedKey rotate(Context context, JsonNode json) {
        Fields fields = new Fields(json, Set.of("overlapSeconds"));
        Duration overlap =
                Duration.ofSeconds(fields.integer("overlapSeconds", DEFAULT_OVERLAP_SECONDS, 0, MOST_OVERLAP_SECONDS));
        fields.done();
        IssuedKey issued = id(context)
                .flatMap(id -> keys.rotate(Authentication.act(context), id, overlap))
                .orElseThrow(KeyDesk::noSuchKey)
                .issued();
        if (issued == null) {
            throw new ProblemException(
                    ProblemCode.API_KEY_ENDED, "Expected a key that is neither expired nor revoked; make a new one.");
        }
        return issued;
    }

    /**
     * Takes the key in the address back, also when it was before.
     *
     * @throws ProblemException when there is no such key
     */
    public void revoke(Context context) {
        if (id(context)
                .filter(id -> keys.revoke(Authentication.act(context), id))
                .isEmpty()) {
            throw noSuchKey();
        }
    }

    private NewKey wanted(JsonNode json) {
        Fields fields = new Fields(json, Set.of("name", "role", "insurer", "expiresAt"));
        String name = fields.text("name", ApiKeyHandlers::isName, ApiKeyHandlers.NAME_FORM);
        Role role = fields.oneOf("role", Role.values());
        Optional<String> insurer = fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        Optional<Instant> expiresAt = fields.optionalTime(
                "expiresAt", time -> time.isAfter(clock.instant()), "a time to come such as 2027-03-01T09:30:00Z");
        fields.done();
        return new NewKey(name.strip(), new KeyRecord.Scope(role, insurer.orElse(null)), expiresAt.orElse(null));
    }

    private static Optional<String> id(Context context) {
        return Query.id(context, "keyId");
    }

    private static ProblemException noSuchKey() {
        return new ProblemException(ProblemCode.API_KEY_NOT_FOUND, "Expected the id of an API key.");
    }
}
