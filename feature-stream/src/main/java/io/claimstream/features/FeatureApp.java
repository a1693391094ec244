package io.claimstream.features;

import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.ManagedService;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import io.claimstream.schemas.Topics;
import java.util.List;

/** Wires feature-stream. */
public final class FeatureApp implements ServiceFactory {

    static final String NAME = "feature-stream";
    static final String APPLICATION_ID = "claimstream-features";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KafkaUse kafka() {
        return KafkaUse.of(
                new KafkaUse.Application(
                        APPLICATION_ID, List.of(FeatureTopology.SETTLEMENTS_BY_CLAIM, EventBytes.SNAPSHOTS_BY_CLAIM)),
                Topics.CLAIMS_ACCEPTED,
                Topics.CLAIMS_FEEDBACK,
                Topics.CLAIMS_HISTORY,
                Topics.PRIVACY_ERASURES);
    }

    @Override
    public List<Setting<?>> settings() {
        return FeatureConfig.SETTINGS;
    }

    @Override
    public Service create(ServiceContext context) {
        FeatureConfig config = FeatureConfig.of(context.settings());
        return ManagedService.of(streams(context), context, config.managementPort());
    }

    /** The Kafka Streams application alone. */
    static StreamsService streams(ServiceContext context) {
        FeatureMetrics metrics = new FeatureMetrics(context.meters(), context.clock());
        FeatureTopology topology = new FeatureTopology(context.serdes(), FeatureRules.V1, metrics);
        return new StreamsService(context, StreamsSpec.of(NAME, APPLICATION_ID, topology::get));
    }
}
