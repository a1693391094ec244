package io.claimstream.feedback;

import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.JdbiReadModel;
import io.claimstream.feedback.view.Projection;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
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
     */
    RunningErasure(
            ServiceContext context,
            Jdbi jdbi,
            RunningAccess access,
            EventPublisher publisher,
            Supplier<Properties> client,
            Projection claims) {
        SecretFiles secrets = new SecretFiles(context.settings().dataPath("secrets"));
        this.privacy = Privacy.of(
                new Privacy.Parts(
                        jdbi,
                        access.audit(),
                        access.approvals(),
                        new SubjectKeys(jdbi, FileKeyEncryptionKeys.of(context.settings()), context.clock()),
                        new JdbiReadModel(jdbi)),
                new KafkaErasureWorld(publisher, client, claims::holds),
                () -> ReceiptKey.of(secrets),
                context.clock());
    }

    void start() {
        privacy.runner().start();
    }

    Privacy privacy() {
        return privacy;
    }

    @Override
    public void close() {
        privacy.runner().close();
    }
}
