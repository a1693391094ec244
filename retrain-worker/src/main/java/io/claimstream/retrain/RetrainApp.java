package io.claimstream.retrain;

import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.CompositeService;
import io.claimstream.platform.service.ManagedService;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.StreamsProperties;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import io.claimstream.retrain.learn.LearningService;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.List;

/** Wires the retrain worker: the topology that labels, and the loop that learns. */
public final class RetrainApp implements ServiceFactory {

    static final String NAME = "retrain-worker";

    /** No claim waits for a label, and each commit costs the broker that the scored path shares. */
    private static final Duration LABELS_COMMIT_EVERY = Duration.ofMillis(200);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KafkaUse kafka() {
        return new KafkaUse(
                List.of(
                        Topics.CLAIMS_FEATURES,
                        Topics.CLAIMS_SCORED,
                        Topics.CLAIMS_RESCORED,
                        Topics.CLAIMS_FEEDBACK,
                        Topics.CLAIMS_LABELLED,
                        Topics.CLAIMS_PROTECTED,
                        Topics.MODELS_VERSIONS,
                        Topics.MODELS_ARTIFACTS,
                        Topics.MODELS_DEPLOYMENTS,
                        Topics.MODELS_CALIBRATION,
                        Topics.MODELS_DRIFT,
                        Topics.MODELS_COMMANDS,
                        Topics.MODELS_UPLOADS,
                        Topics.PRIVACY_ERASURES),
                List.of(),
                List.of(new KafkaUse.Application(
                        RetrainTopology.APPLICATION_ID, List.of(RetrainTopology.FEEDBACK_BY_CLAIM))),
                List.of(LearningService.GROUP),
                List.of(LearningService.TRANSACTIONAL_ID),
                false);
    }

    @Override
    public List<Setting<?>> settings() {
        return RetrainConfig.SETTINGS;
    }

    @Override
    public Service create(ServiceContext context) {
        RetrainConfig config = RetrainConfig.of(context.settings());
        RetrainMetrics metrics = new RetrainMetrics(context.meters());
        RetrainTopology topology = new RetrainTopology(context.serdes(), metrics);
        return ManagedService.of(
                new CompositeService(
                        NAME,
                        List.of(
                                new StreamsService(context, labelling(topology)),
                                new LearningService(context, config, metrics))),
                context,
                config.managementPort());
    }

    private static StreamsSpec labelling(RetrainTopology topology) {
        return StreamsSpec.of(NAME, RetrainTopology.APPLICATION_ID, topology)
                .withProperties(StreamsProperties.commitEvery(LABELS_COMMIT_EVERY));
    }
}
