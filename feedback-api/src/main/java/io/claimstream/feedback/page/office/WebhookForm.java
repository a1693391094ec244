package io.claimstream.feedback.page.office;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.webhook.Webhook;
import io.javalin.http.Context;

/** What stands in the form of a webhook. */
public record WebhookForm(
        String url, String insurer, boolean scores, boolean rejections, String description, boolean isActive) {

    static WebhookForm of(Webhook webhook) {
        return new WebhookForm(
                webhook.spec().url().toString(),
                "",
                webhook.spec().kinds().contains(EventKind.SCORE),
                webhook.spec().kinds().contains(EventKind.REJECTION),
                webhook.spec().description(),
                webhook.paused() == null);
    }

    /** As it was sent; before it was, what most will want. */
    static WebhookForm of(FormBody forms, Context context) {
        boolean isSent = forms.value(context, FormBody.CSRF).isPresent();
        return new WebhookForm(
                forms.value(context, "url").orElse(""),
                forms.value(context, "insurer").orElse(""),
                !isSent || forms.value(context, "score").isPresent(),
                !isSent || forms.value(context, "rejection").isPresent(),
                forms.value(context, "description").orElse(""),
                !isSent || forms.value(context, "active").isPresent());
    }

    /** It in the form that the API takes. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url).put("description", description).put("active", isActive);
        ArrayNode kinds = json.putArray("kinds");
        if (scores) {
            kinds.add(EventKind.SCORE.word());
        }
        if (rejections) {
            kinds.add(EventKind.REJECTION.word());
        }
        return json;
    }
}
