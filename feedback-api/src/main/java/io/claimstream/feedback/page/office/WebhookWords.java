package io.claimstream.feedback.page.office;

import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.webhook.Delivery;
import io.claimstream.feedback.webhook.Webhook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks and deliveries in words. */
record WebhookWords(Reader reader, Names names) {

    WebhookLine of(Webhook webhook) {
        Webhook.Pause paused = webhook.paused();
        return new WebhookLine(
                webhook.webhookId(),
                webhook.spec().url().getHost(),
                webhook.spec().description(),
                Optional.ofNullable(webhook.spec().insurer()).orElse("all insurers"),
                webhook.spec().kinds().stream()
                        .map(it -> Words.of(it.name()) + "s")
                        .sorted()
                        .reduce((one, other) -> one + ", " + other.toLowerCase(reader.locale()))
                        .orElse(""),
                paused == null,
                paused == null ? "Active" : why(paused),
                Optional.ofNullable(webhook.failingSince()).map(reader::time).orElse(""),
                names.apply(webhook.createdBy()) + ", " + reader.time(webhook.createdAt()));
    }

    private static String why(Webhook.Pause paused) {
        return switch (paused) {
            case BY_HAND -> "Paused by hand";
            case FAILING -> "Paused: none succeeded for a day";
            case GONE -> "Paused: the receiver said that it is gone";
            case TOO_MANY_WAITING -> "Paused: too many deliveries wait";
        };
    }

    DeliveryLine of(Delivery delivery) {
        Delivery.Attempt last = delivery.last();
        return new DeliveryLine(
                Long.toString(delivery.deliveryId()),
                Words.of(delivery.kind()),
                reader.time(delivery.createdAt()),
                delivery.state(),
                reader.count(delivery.attempts()),
                last == null ? Reader.NONE : reader.time(last.at()),
                last == null ? Reader.NONE : outcome(last),
                delivery.state() == Delivery.State.WAITING ? reader.time(delivery.nextAt()) : Reader.NONE);
    }

    private static String outcome(Delivery.Attempt last) {
        Integer status = last.status();
        String answered = status == null ? "" : "answered " + status;
        Delivery.@Nullable Problem problem = last.problem();
        if (problem == null) {
            return answered.isEmpty() ? "taken" : answered;
        }
        return switch (problem) {
            case STATUS -> answered;
            case TIMEOUT -> "no answer in time";
            case CONNECTION -> "no connection, or it broke off";
            case TLS -> "nobody could prove to be the receiver";
            case ADDRESS_REFUSED -> "nothing is sent to such an address";
            case NAME_UNKNOWN -> "the name is not known";
        };
    }
}
