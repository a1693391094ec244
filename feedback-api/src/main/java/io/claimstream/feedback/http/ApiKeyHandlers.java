package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes, shows, rotates and revokes API keys. */
final class ApiKeyHandlers {

    static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    static final String NAME_FORM = "a name of 1 to 100 characters";

    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int MOST_OVERLAP_SECONDS = 30 * 86_400;

    private final KeyRegister keys;
    private final RequestBody body;
    private final Clock clock;

    ApiKeyHandlers(KeyRegister keys, RequestBody body, Clock clock) {
        this.keys = keys;
        this.body = body;
        this.clock = clock;
    }

    /** {@code POST /v1/api-keys}: 201 with the text of the key, which is shown only here. */
    void create(Context context) {
        NewKey wanted = wanted(context);
        Authentication.requireServes(context, wanted.scope().insurer());
        IssuedKey issued = keys.create(Authentication.act(context), wanted);
        String link = Links.apiKey(issued.key().keyId());
        context.header("Location", link);
        Answers.json(context, 201, json(issued));
    }

    /** {@code GET /v1/api-keys?after=&limit=}. */
    void list(Context context) {
        int limit = Query.limit(context);
        List<KeyRecord> page = keys.list(
                Authentication.caller(context),
                Query.parameter(context, "after").orElse(""),
                limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("keys");
        page.forEach(key -> array.add(json(key)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.API_KEYS + "?limit=" + limit + "&after="
                            + page.get(limit - 1).keyId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/api-keys/{keyId}}. */
    void show(Context context) {
        Answers.json(
                context,
                200,
                json(Query.id(context, "keyId")
                        .flatMap(id -> keys.find(Authentication.caller(context), id))
                        .orElseThrow(ApiKeyHandlers::noSuchKey)));
    }

    /** {@code POST /v1/api-keys/{keyId}/rotate}: the new text; those before it are taken for {@code overlapSeconds} more. */
    void rotate(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("overlapSeconds"));
        Duration overlap =
                Duration.ofSeconds(fields.integer("overlapSeconds", DEFAULT_OVERLAP_SECONDS, 0, MOST_OVERLAP_SECONDS));
        fields.done();
        IssuedKey issued = Query.id(context, "keyId")
                .flatMap(id -> keys.rotate(Authentication.act(context), id, overlap))
                .orElseThrow(ApiKeyHandlers::noSuchKey)
                .issued();
        if (issued == null) {
            throw new ProblemException(
                    ProblemCode.API_KEY_ENDED, "Expected a key that is neither expired nor revoked; make a new one.");
        }
        Answers.json(context, 200, json(issued));
    }

    /** {@code DELETE /v1/api-keys/{keyId}}: 204, also when it was revoked before. */
    void revoke(Context context) {
        if (Query.id(context, "keyId")
                .filter(id -> keys.revoke(Authentication.act(context), id))
                .isEmpty()) {
            throw noSuchKey();
        }
        context.status(204);
    }

    private NewKey wanted(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("name", "role", "insurer", "expiresAt"));
        String name = fields.text("name", ApiKeyHandlers::isName, NAME_FORM);
        Role role = fields.oneOf("role", Role.values());
        Optional<String> insurer = fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        Optional<Instant> expiresAt = fields.optionalTime(
                "expiresAt", time -> time.isAfter(clock.instant()), "a time to come such as 2027-03-01T09:30:00Z");
        fields.done();
        return new NewKey(name.strip(), new KeyRecord.Scope(role, insurer.orElse(null)), expiresAt.orElse(null));
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.isBlank();
    }

    private static ProblemException noSuchKey() {
        return new ProblemException(ProblemCode.API_KEY_NOT_FOUND, "Expected the id of an API key.");
    }

    private ObjectNode json(IssuedKey issued) {
        return json(issued.key()).put("key", issued.text());
    }

    private ObjectNode json(KeyRecord key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("keyId", key.keyId())
                .put("name", key.name())
                .put("role", key.scope().role().name());
        if (key.scope().insurer() != null) {
            json.put("insurer", key.scope().insurer());
        }
        json.put("state", key.state(clock.instant()).name())
                .put("createdAt", key.createdAt().toString())
                .put("createdBy", key.createdBy());
        Optional.ofNullable(key.expiresAt()).ifPresent(at -> json.put("expiresAt", at.toString()));
        Optional.ofNullable(key.lastUsedAt()).ifPresent(at -> json.put("lastUsedAt", at.toString()));
        Optional.ofNullable(key.revokedAt()).ifPresent(at -> json.put("revokedAt", at.toString()));
        var secrets = json.putArray("secrets");
        key.secrets().forEach(secret -> {
            ObjectNode one =
                    secrets.addObject().put("createdAt", secret.createdAt().toString());
            Optional.ofNullable(secret.expiresAt()).ifPresent(at -> one.put("expiresAt", at.toString()));
            Optional.ofNullable(secret.person()).ifPresent(person -> one.put("person", person));
        });
        return json.put("link", Links.apiKey(key.keyId()));
    }
}
