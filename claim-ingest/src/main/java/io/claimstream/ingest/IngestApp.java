package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.ManagedService;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import java.util.List;

/** Wires claim-ingest. */
public final class IngestApp implements ServiceFactory {

    static final String NAME = "claim-ingest";
    static final String APPLICATION_ID = "claimstream-ingest";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return IngestConfig.SETTINGS;
    }

    @Override
    public Service create(ServiceContext context) {
        IngestConfig config = IngestConfig.of(context.settings());
        return ManagedService.of(streams(context, config), context, config.managementPort());
    }

    /** The Kafka Streams application alone. */
    static StreamsService streams(ServiceContext context, IngestConfig config) {
        Pseudonymiser pseudonymiser = PseudonymKey.load(config);
        IngestMetrics metrics = new IngestMetrics(context.meters());
        IngestTopology topology = new IngestTopology(context.serdes(), pseudonymiser, metrics);
        return new StreamsService(
                context,
                StreamsSpec.of(NAME, APPLICATION_ID, topology::get)
                        .withDeadLetterListener(origin -> metrics.deadLetter()));
    }
}
