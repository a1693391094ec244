package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.IssuedKey;
import io.claimstream.feedback.access.KeyRecord;
import io.claimstream.feedback.access.KeyRegister;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes, shows, rotates and revokes API keys. */
final class ApiKeyHandlers {

    static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    static final String NAME_FORM = "a name of 1 to 100 characters";

    private final KeyRegister keys;
    private final KeyDesk desk;
    private final RequestBody body;
    private final Clock clock;

    ApiKeyHandlers(KeyRegister keys, KeyDesk desk, RequestBody body, Clock clock) {
        this.keys = keys;
        this.desk = desk;
        this.body = body;
        this.clock = clock;
    }

    /** {@code POST /v1/api-keys}: 201 with the text of the key, which is shown only here. */
    void create(Context context) {
        IssuedKey issued = desk.create(context, body.json(context));
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
        Answers.json(context, 200, json(desk.find(context)));
    }

    /** {@code POST /v1/api-keys/{keyId}/rotate}: the new text; those before it are taken for {@code overlapSeconds} more. */
    void rotate(Context context) {
        Answers.json(context, 200, json(desk.rotate(context, body.json(context))));
    }

    /** {@code DELETE /v1/api-keys/{keyId}}: 204, also when it was revoked before. */
    void revoke(Context context) {
        desk.revoke(context);
        context.status(204);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.isBlank();
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
