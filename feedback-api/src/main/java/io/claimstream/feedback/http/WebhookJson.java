package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.webhook.Delivery;
import io.claimstream.feedback.webhook.Webhook;
import io.claimstream.feedback.webhook.WebhookSpec;
import java.util.Locale;
import java.util.Optional;

/** Webhooks and deliveries as JSON. */
final class WebhookJson {

    private WebhookJson() {}

    static ObjectNode of(Webhook webhook) {
        WebhookSpec spec = webhook.spec();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("webhookId", webhook.webhookId()).put("url", spec.url().toString());
        Optional.ofNullable(spec.insurer()).ifPresent(it -> json.put("insurer", it));
        var kinds = json.putArray("kinds");
        spec.kinds().stream().map(EventKind::word).sorted().forEach(kinds::add);
        json.put("description", spec.description()).put("active", webhook.paused() == null);
        Optional.ofNullable(webhook.paused()).ifPresent(it -> json.put("pausedBecause", word(it)));
        Optional.ofNullable(webhook.failingSince()).ifPresent(it -> json.put("failingSince", it.toString()));
        return json.put("createdAt", webhook.createdAt().toString())
                .put("createdBy", webhook.createdBy())
                .put("updatedAt", webhook.updatedAt().toString())
                .put("link", Links.webhook(webhook.webhookId()))
                .put("deliveriesLink", Links.deliveries(webhook.webhookId()));
    }

    static ObjectNode of(Delivery delivery) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("deliveryId", Long.toString(delivery.deliveryId()))
                .put("messageId", delivery.messageId())
                .put("kind", delivery.kind())
                .put("state", word(delivery.state()))
                .put("attempts", delivery.attempts())
                .put("createdAt", delivery.createdAt().toString());
        if (delivery.state() == Delivery.State.WAITING) {
            json.put("nextAt", delivery.nextAt().toString());
        }
        Optional.ofNullable(delivery.last()).ifPresent(last -> {
            json.put("attemptedAt", last.at().toString());
            Optional.ofNullable(last.status()).ifPresent(it -> json.put("status", it));
            Optional.ofNullable(last.problem()).ifPresent(it -> json.put("problem", it.name()));
        });
        return json;
    }

    /** BY_HAND becomes byHand. */
    private static String word(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }
}
