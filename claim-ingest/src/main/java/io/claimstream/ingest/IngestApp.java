package io.claimstream.ingest;

import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.CompositeService;
import io.claimstream.platform.service.ManagedService;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** Wires claim-ingest. */
public final class IngestApp implements ServiceFactory {

    static final String NAME = "claim-ingest";
    static final String APPLICATION_ID = "claimstream-ingest";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KafkaUse kafka() {
        return KafkaUse.of(
                new KafkaUse.Application(APPLICATION_ID, List.of(IngestTopology.SUBMITTED_BY_CLAIM)),
                Topics.CLAIMS_SUBMITTED);
    }

    @Override
    public List<Setting<?>> settings() {
        return IngestConfig.SETTINGS;
    }

    @Override
    public Service create(ServiceContext context) {
        IngestConfig config = IngestConfig.of(context.settings());
        KeyRoom keys = new KeyRoom(context, PseudonymKey.checked(config));
        StreamsService streams =
                streams(context, keys, Stores.persistentKeyValueStore(IngestTopology.REVISIONS_BY_CLAIM));
        return ManagedService.of(new CompositeService(NAME, List.of(keys, streams)), context, config.managementPort());
    }

    /** The Kafka Streams application alone, remembering revisions in the given store. */
    static StreamsService streams(ServiceContext context, Supplier<People> people, KeyValueBytesStoreSupplier store) {
        IngestMetrics metrics = new IngestMetrics(context.meters(), context.clock());
        IngestTopology topology = new IngestTopology(context.serdes(), people, metrics, store);
        return new StreamsService(
                context,
                StreamsSpec.of(NAME, APPLICATION_ID, topology::get)
                        .withDeadLetterListener(origin -> metrics.deadLetter())
                        .withOriginal(new Sealing(people)::original));
    }
}
