package io.claimstream.ledger;

import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.service.ManagedService;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires decision-ledger: one topology, the key that it signs with, and the log that it looks inputs up in. */
public final class LedgerApp implements ServiceFactory {

    static final String NAME = "decision-ledger";

    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerApp.class);

    /** Nobody waits for an entry, and each commit costs the broker that the scored path shares. */
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KafkaUse kafka() {
        return KafkaUse.of(
                new KafkaUse.Application(LedgerTopology.APPLICATION_ID, List.of()),
                Topics.CLAIMS_ACCEPTED,
                Topics.CLAIMS_FEATURES,
                Topics.CLAIMS_SCORED,
                Topics.CLAIMS_RESCORED,
                Topics.CLAIMS_FEEDBACK,
                Topics.CLAIMS_CONTESTS,
                Topics.CLAIMS_APPROVALS);
    }

    @Override
    public List<Setting<?>> settings() {
        return LedgerConfig.SETTINGS;
    }

    @Override
    public Service create(ServiceContext context) {
        LedgerConfig config = LedgerConfig.of(context.settings());
        LedgerMetrics metrics = new LedgerMetrics(context.meters());
        Optional<String> lostKey = LedgerKeys.keepOrphan(config.signingKeys());
        LedgerTopology topology = new LedgerTopology(
                context.serdes(),
                new LedgerTopology.World(
                        () -> ReadAheadLog.of(KafkaClients.properties(context.settings())),
                        LedgerKeys.signer(config.signingKeys()),
                        context.clock(),
                        config.headEvery()),
                metrics);
        StreamsSpec spec = StreamsSpec.of(NAME, LedgerTopology.APPLICATION_ID, topology)
                .withProperties(properties())
                .withDeadLetterListener(origin -> metrics.deadLetter());
        return ManagedService.of(noticed(new StreamsService(context, spec), lostKey), context, config.managementPort());
    }

    private static Service noticed(Service service, Optional<String> lostKey) {
        if (lostKey.isEmpty()) {
            return service;
        }
        LOGGER.atWarn().addKeyValue("keyId", lostKey.get()).log("signing key gone, another one made");
        return new LostKeyNotice(service, lostKey.get());
    }

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(StreamsProperties.commitEvery(COMMIT_EVERY));
        // It follows what others do, and takes no core from them.
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        return properties;
    }
}
