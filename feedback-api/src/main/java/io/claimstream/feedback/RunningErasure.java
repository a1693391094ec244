package io.claimstream.feedback;

import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.JdbiReadModel;
import io.claimstream.feedback.view.Projection;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.ServiceContext;
import java.util.Properties;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** What erases claimants, in a running feedback-api. Thread-safe. */
final class RunningErasure implements AutoCloseable {

    private final Privacy privacy;

    /**
     * Erases nothing yet.
     *
     * @param client brokers and what else every client shares, anew each time
     * @param claims the projection of accepted claims
     * @param models the projection of erasures, labels and model versions
     */
    RunningErasure(
            ServiceContext context,
            Jdbi jdbi,
            RunningAccess access,
            EventPublisher publisher,
            Supplier<Properties> client,
            Projection claims,
            Projection models) {
        SecretFiles secrets = new SecretFiles(context.settings().dataPath("secrets"));
        this.privacy = Privacy.of(
                new Privacy.Parts(
                        jdbi,
                        access.audit(),
                        access.approvals(),
                        new SubjectKeys(jdbi, KeyEncryptionKeys.of(context.settings()), context.clock()),
                        new JdbiReadModel(jdbi)),
                new KafkaErasureWorld(
                        publisher,
                        client,
                        (partition, offset) -> claims.holds(partition, offset) || models.holds(partition, offset),
                        models::caughtUp),
                () -> ReceiptKey.of(secrets),
                context.clock());
    }

    void start() {
        privacy.runner().start();
    }

    Health.Check check() {
        return privacy.runner().check();
    }

    Privacy privacy() {
        return privacy;
    }

    @Override
    public void close() {
        privacy.runner().close();
    }
}
