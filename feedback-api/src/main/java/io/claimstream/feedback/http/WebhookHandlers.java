package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.webhook.AddressGuard;
import io.claimstream.feedback.webhook.Delivery;
import io.claimstream.feedback.webhook.Webhook;
import io.claimstream.feedback.webhook.WebhookSpec;
import io.claimstream.feedback.webhook.Webhooks;
import io.claimstream.feedback.webhook.Webhooks.Issued;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, shows and changes webhooks, and shows and repeats what was sent. */
final class WebhookHandlers {

    private static final Pattern DESCRIPTION = Pattern.compile("[^\\p{Cntrl}]{0,200}");
    private static final Pattern DELIVERY = Pattern.compile("[0-9]{1,18}");
    private static final String URL_FORM =
            "an address that begins with https:// and has neither user nor fragment, at most 2,000 characters";
    private static final String KINDS_FORM = "score, rejection, or both, as a list";
    private static final int DEFAULT_OVERLAP_SECONDS = 86_400;
    private static final int MOST_OVERLAP_SECONDS = 30 * 86_400;

    private final Webhooks webhooks;
    private final BooleanSupplier caughtUp;
    private final RequestBody body;

    WebhookHandlers(ApiPorts ports, RequestBody body) {
        this.caughtUp = ports.caughtUp();
        this.webhooks = ports.webhooks();
        this.body = body;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("createWebhook", this::create),
                entry("listWebhooks", this::list),
                entry("showWebhook", this::show),
                entry("changeWebhook", this::change),
                entry("deleteWebhook", this::delete),
                entry("rotateWebhook", this::rotate),
                entry("listDeliveries", this::deliveries),
                entry("replayWebhook", this::replay),
                entry("testWebhook", this::test));
    }

    /** {@code POST /v1/webhooks}: 201 with the secret, which is shown only here. */
    void create(Context context) {
        // It begins where the read model stands: while that is made again, all that ever happened would be told.
        if (!caughtUp.getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        JsonNode json = body.json(context);
        Caller caller = Authentication.caller(context);
        Fields fields = new Fields(json, Set.of("url", "insurer", "kinds", "description", "active"));
        Optional<String> insurer = fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM)
                .or(() -> Optional.ofNullable(caller.insurer()));
        WebhookSpec spec = spec(json, fields, insurer.orElse(null));
        Authentication.requireServes(context, spec.insurer());
        requireReachable(spec);
        Issued issued = webhooks.create(Authentication.act(context), spec)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_MANY_WEBHOOKS, "Expected fewer webhooks; delete one that is not needed."));
        context.header("Location", Links.webhook(issued.webhook().webhookId()));
        EntityTag.of(issued.webhook().version()).into(context);
        Answers.json(context, 201, WebhookJson.of(issued.webhook()).put("secret", issued.secret()));
    }

    /** {@code GET /v1/webhooks?after=&limit=}. */
    void list(Context context) {
        int limit = Query.limit(context);
        List<Webhook> page = webhooks.list(
                Authentication.caller(context),
                Query.parameter(context, "after").orElse(""),
                limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("webhooks");
        page.forEach(it -> array.add(WebhookJson.of(it)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.WEBHOOKS + "?limit=" + limit + "&after="
                            + page.get(limit - 1).webhookId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/webhooks/{webhookId}}. */
    void show(Context context) {
        answer(context, found(context));
    }

    /** {@code PUT /v1/webhooks/{webhookId}} of the version in {@code If-Match}; the insurer stays. */
    void change(Context context) {
        JsonNode json = body.json(context);
        Webhook before = found(context);
        String link = Links.webhook(before.webhookId());
        Precondition seen = Precondition.required(context);
        seen.require(context, EntityTag.of(before.version()), link);
        Fields fields = new Fields(json, Set.of("url", "kinds", "description", "active"));
        WebhookSpec spec = spec(json, fields, before.spec().insurer());
        requireReachable(spec);
        answer(
                context,
                webhooks.change(
                                Authentication.act(context),
                                before.webhookId(),
                                version -> {
                                    seen.require(context, EntityTag.of(version), link);
                                    return true;
                                },
                                spec)
                        .orElseThrow(WebhookHandlers::noSuchWebhook));
    }

    /** {@code DELETE /v1/webhooks/{webhookId}}: 204. */
    void delete(Context context) {
        if (id(context)
                .filter(id -> webhooks.delete(Authentication.act(context), id))
                .isEmpty()) {
            throw noSuchWebhook();
        }
        context.status(204);
    }

    /** {@code POST /v1/webhooks/{webhookId}/rotate}: the new secret; the one before signs too for {@code overlapSeconds} more. */
    void rotate(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("overlapSeconds"));
        Duration overlap =
                Duration.ofSeconds(fields.integer("overlapSeconds", DEFAULT_OVERLAP_SECONDS, 0, MOST_OVERLAP_SECONDS));
        fields.done();
        Issued issued = id(context)
                .flatMap(id -> webhooks.rotate(Authentication.act(context), id, overlap))
                .orElseThrow(WebhookHandlers::noSuchWebhook);
        Answers.json(context, 200, WebhookJson.of(issued.webhook()).put("secret", issued.secret()));
    }

    /** {@code GET /v1/webhooks/{webhookId}/deliveries?after=&limit=}, the newest first. */
    void deliveries(Context context) {
        int limit = Query.limit(context);
        long below = Query.number(context, "after").orElse(Long.MAX_VALUE);
        String id = id(context).orElseThrow(WebhookHandlers::noSuchWebhook);
        List<Delivery> page = webhooks.deliveries(Authentication.caller(context), id, below, limit)
                .orElseThrow(WebhookHandlers::noSuchWebhook);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("deliveries");
        page.forEach(it -> array.add(WebhookJson.of(it)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.deliveries(id) + "?limit=" + limit + "&after="
                            + page.get(limit - 1).deliveryId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/webhooks/{webhookId}/replay}: 202 with how many are sent again. */
    void replay(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("from", "fromDelivery"));
        Optional<Instant> from = fields.optionalTime("from", time -> true, "a time such as 2026-03-01T09:30:00Z");
        Optional<String> fromDelivery = fields.optionalText(
                "fromDelivery", text -> DELIVERY.matcher(text).matches(), "the id of a delivery");
        if (from.isEmpty() == fromDelivery.isEmpty()) {
            fields.add(List.of(new Field("/from", "MISSING", "either from or fromDelivery")));
        }
        fields.done();
        int replayed = id(context)
                .flatMap(id -> webhooks.replay(
                        Authentication.act(context),
                        id,
                        fromDelivery.map(Long::parseLong).orElse(0L),
                        from.orElse(Instant.EPOCH)))
                .orElseThrow(WebhookHandlers::noSuchWebhook);
        Answers.json(context, 202, JsonNodeFactory.instance.objectNode().put("replayed", replayed));
    }

    /** {@code POST /v1/webhooks/{webhookId}/test}: 202 with the delivery of a ping. */
    void test(Context context) {
        if (found(context).paused() != null) {
            throw new ProblemException(ProblemCode.WEBHOOK_PAUSED, "Expected an active webhook; change it first.");
        }
        Delivery ping = id(context)
                .flatMap(id -> webhooks.test(Authentication.act(context), id))
                .orElseThrow(WebhookHandlers::noSuchWebhook);
        Answers.json(context, 202, WebhookJson.of(ping));
    }

    private static WebhookSpec spec(JsonNode json, Fields fields, @Nullable String insurer) {
        String url = fields.text("url", AddressGuard::hasForm, URL_FORM);
        Set<EventKind> kinds = kinds(json.path("kinds"), fields);
        String description = fields.optionalText(
                        "description", text -> DESCRIPTION.matcher(text).matches(), "a text of at most 200 characters")
                .orElse("");
        JsonNode active = json.path("active");
        if (!active.isMissingNode() && !active.isBoolean()) {
            fields.add(List.of(new Field("/active", "WRONG_TYPE", "true or false")));
        }
        fields.done();
        return new WebhookSpec(URI.create(url), insurer, kinds, description, active.asBoolean(true));
    }

    private static Set<EventKind> kinds(JsonNode json, Fields fields) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        json.forEach(it -> EventKind.of(it.asText())
                .filter(kind -> kind == EventKind.SCORE || kind == EventKind.REJECTION)
                .ifPresent(kinds::add));
        if (!json.isArray() || kinds.isEmpty() || kinds.size() != json.size()) {
            fields.add(List.of(new Field("/kinds", json.isMissingNode() ? "MISSING" : "WRONG_FORM", KINDS_FORM)));
        }
        return kinds;
    }

    private void requireReachable(WebhookSpec spec) {
        webhooks.refusal(spec.url()).ifPresent(why -> {
            throw new ProblemException(Problem.of(
                    ProblemCode.ADDRESS_REFUSED,
                    List.of(new Field("/url", why.name(), "https, and a name that leads to public addresses"))));
        });
    }

    private Webhook found(Context context) {
        return id(context)
                .flatMap(id -> webhooks.find(Authentication.caller(context), id))
                .orElseThrow(WebhookHandlers::noSuchWebhook);
    }

    private static void answer(Context context, Webhook webhook) {
        EntityTag.of(webhook.version()).into(context);
        Answers.json(context, 200, WebhookJson.of(webhook));
    }

    private static Optional<String> id(Context context) {
        return Query.id(context, "webhookId");
    }

    private static ProblemException noSuchWebhook() {
        return new ProblemException(ProblemCode.WEBHOOK_NOT_FOUND, "Expected the id of a webhook.");
    }
}
