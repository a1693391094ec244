package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.webhook.Delivery;
import io.claimstream.feedback.webhook.Webhook;
import io.claimstream.feedback.webhook.Webhooks;
import io.claimstream.feedback.webhook.Webhooks.Issued;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;

/** Makes, shows and changes webhooks, and shows and repeats what was sent. */
final class WebhookHandlers {

    private final Webhooks webhooks;
    private final WebhookDesk desk;
    private final RequestBody body;

    WebhookHandlers(ApiPorts ports, WebhookDesk desk, RequestBody body) {
        this.webhooks = ports.webhooks();
        this.desk = desk;
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
        Issued issued = desk.create(context, body.json(context));
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
        answer(context, desk.find(context));
    }

    /** {@code PUT /v1/webhooks/{webhookId}} of the version in {@code If-Match}; the insurer stays. */
    void change(Context context) {
        var json = body.json(context);
        Webhook before = desk.find(context);
        Precondition seen = Precondition.required(context);
        answer(context, desk.change(context, before, json, version -> seen.matches(EntityTag.of(version))));
    }

    /** {@code DELETE /v1/webhooks/{webhookId}}: 204. */
    void delete(Context context) {
        desk.delete(context);
        context.status(204);
    }

    /** {@code POST /v1/webhooks/{webhookId}/rotate}: the new secret; the one before signs too for {@code overlapSeconds} more. */
    void rotate(Context context) {
        Issued issued = desk.rotate(context, body.json(context));
        Answers.json(context, 200, WebhookJson.of(issued.webhook()).put("secret", issued.secret()));
    }

    /** {@code GET /v1/webhooks/{webhookId}/deliveries?after=&limit=}, the newest first. */
    void deliveries(Context context) {
        int limit = Query.limit(context);
        long below = Query.number(context, "after").orElse(Long.MAX_VALUE);
        List<Delivery> page = desk.deliveries(context, below, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("deliveries");
        page.forEach(it -> array.add(WebhookJson.of(it)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.deliveries(context.pathParam("webhookId")) + "?limit=" + limit + "&after="
                            + page.get(limit - 1).deliveryId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/webhooks/{webhookId}/replay}: 202 with how many are sent again. */
    void replay(Context context) {
        int replayed = desk.replay(context, body.json(context));
        Answers.json(context, 202, JsonNodeFactory.instance.objectNode().put("replayed", replayed));
    }

    /** {@code POST /v1/webhooks/{webhookId}/test}: 202 with the delivery of a ping. */
    void test(Context context) {
        Answers.json(context, 202, WebhookJson.of(desk.test(context)));
    }

    private static void answer(Context context, Webhook webhook) {
        EntityTag.of(webhook.version()).into(context);
        Answers.json(context, 200, WebhookJson.of(webhook));
    }
}
