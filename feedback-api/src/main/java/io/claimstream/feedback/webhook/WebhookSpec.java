package io.claimstream.feedback.webhook;

import io.claimstream.feedback.events.Audience;
import io.claimstream.feedback.events.EventKind;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What someone asks of a webhook.
 *
 * @param url where deliveries go
 * @param insurer the only insurer that is told of; null for all
 * @param kinds what is told: scores, rejections
 * @param description what it is for, in the words of who made it; may be empty
 * @param active whether deliveries are sent
 */
public record WebhookSpec(URI url, @Nullable String insurer, Set<EventKind> kinds, String description, boolean active) {

    public WebhookSpec {
        kinds = Set.copyOf(kinds);
    }

    /** Whom the webhook stands for. */
    Audience audience() {
        return new Audience(insurer, kinds);
    }
}
