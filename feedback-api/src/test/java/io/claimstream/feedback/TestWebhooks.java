package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.webhook.SecretBox;
import io.claimstream.feedback.webhook.WebhookLimits;
import io.claimstream.feedback.webhook.WebhookMetrics;
import io.claimstream.feedback.webhook.WebhookRunner;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.secret.SecretFiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Webhooks for tests: they may go to this machine, and a receiver has a second to answer. */
public final class TestWebhooks {

    private TestWebhooks() {}

    public static WebhookRunner of(Database database, Clock clock, TestLog log) {
        SecretBox box = SecretBox.open(new SecretFiles(Path.of("target", "secrets")));
        return new WebhookRunner(
                WebhookRunner.World.of(
                        database.jdbi(), clock, box, log::open, new WebhookMetrics(new SimpleMeterRegistry())),
                new AuditTrail(database.jdbi(), clock),
                new WebhookLimits(4, Duration.ofSeconds(1), true, false));
    }
}
