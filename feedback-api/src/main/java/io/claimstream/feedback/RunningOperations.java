package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.http.LetterPorts;
import io.claimstream.feedback.http.OperationsPorts;
import io.claimstream.feedback.operations.OutsideSampler;
import io.claimstream.feedback.operations.PaceSampler;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.lag.KafkaLagReader;
import io.claimstream.platform.lag.LagSampler;
import io.claimstream.platform.service.ServiceContext;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jdbi.v3.core.Jdbi;

/** What looks at how Claimstream gets on and puts dead letters back, in a running feedback-api. Thread-safe. */
final class RunningOperations implements AutoCloseable {

    private final RunningLetters letters;
    private final LagSampler lag;
    private final PaceSampler pace;
    private final OutsideSampler outside;

    /**
     * Looks at nothing yet.
     *
     * @param client brokers and what else every client shares, anew each time
     * @param consumers opens a consumer of committed records outside any group
     */
    RunningOperations(
            ServiceContext context,
            FeedbackConfig config,
            Jdbi jdbi,
            AuditTrail audit,
            Supplier<Properties> client,
            Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        this.letters = new RunningLetters(context, jdbi, audit, client, config.publishTimeout());
        this.lag = new LagSampler(() -> new KafkaLagReader(client), context.clock());
        this.pace = new PaceSampler(jdbi, consumers, context.serdes(), context.clock());
        List<URI> registries = Arrays.stream(context.settings()
                        .get(CommonSettings.SCHEMA_REGISTRY_URL)
                        .split(",", -1))
                .map(it -> URI.create(it.strip()))
                .toList();
        this.outside = new OutsideSampler(registries, config.scorers(), config.services());
    }

    void start() {
        letters.start();
        lag.start();
        pace.start();
        outside.start();
    }

    OperationsPorts ports() {
        return new OperationsPorts(lag::lag, pace::pace, outside::outside);
    }

    LetterPorts letters() {
        return letters.ports();
    }

    @Override
    public void close() {
        outside.close();
        pace.close();
        lag.close();
        letters.close();
    }
}
