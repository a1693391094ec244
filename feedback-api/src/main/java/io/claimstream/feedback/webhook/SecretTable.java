package io.claimstream.feedback.webhook;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table of signing secrets, encrypted. */
final class SecretTable {

    private final SecretBox box;

    SecretTable(SecretBox box) {
        this.box = box;
    }

    void add(Handle handle, String webhookId, SigningSecret secret, Instant now) {
        handle.createUpdate(
                        "insert into record_webhook_secret (webhook_id, sealed, created_at) values (:id, :sealed, :now)")
                .bind("id", webhookId)
                .bind("sealed", box.seal(secret.text(), webhookId))
                .bind("now", WebhookTable.utc(now))
                .execute();
    }

    /** Has the secrets of a webhook end at a time, unless they end before it; those that have ended are gone. */
    void end(Handle handle, String webhookId, Instant now, Instant at) {
        handle.createUpdate("update record_webhook_secret set expires_at = :at"
                        + " where webhook_id = :id and (expires_at is null or expires_at > :at)")
                .bind("at", WebhookTable.utc(at))
                .bind("id", webhookId)
                .execute();
        handle.createUpdate("delete from record_webhook_secret where webhook_id = :id and expires_at <= :now")
                .bind("id", webhookId)
                .bind("now", WebhookTable.utc(now))
                .execute();
    }

    /** The secrets that are used at a time, the newest first. */
    List<SigningSecret> of(Handle handle, String webhookId, Instant now) {
        return handle.createQuery("select sealed from record_webhook_secret where webhook_id = :id"
                        + " and (expires_at is null or expires_at > :now) order by secret_id desc")
                .bind("id", webhookId)
                .bind("now", WebhookTable.utc(now))
                .mapTo(String.class)
                .map(text -> new SigningSecret(box.open(text, webhookId)))
                .list();
    }
}
