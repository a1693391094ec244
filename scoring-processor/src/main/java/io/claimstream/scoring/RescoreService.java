package io.claimstream.scoring;

import io.claimstream.model.ModelLoader;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.records.KafkaPlacedLog;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Scoring once more as a service: an application of its own beside the one that scores live, with one thread, so that a thousand requests take
 * no core and no thread from claims. Thread-safe.
 */
final class RescoreService implements Service {

    static final String NAME = ScoringApp.NAME + "-rescore";
    static final String APPLICATION_ID = "claimstream-rescoring";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ModelShelf.Limits SHELF = new ModelShelf.Limits(2, Long.MAX_VALUE, Duration.ofMinutes(1));

    private final StreamsService streams;
    private final ModelShelf shelf;

    /**
     * What it scores with.
     *
     * @param champions what is in service
     * @param archive the models that were fetched
     * @param catalogue knows their calibrations
     * @param loader loads those that are not in service
     * @param caughtUp returns when everything that was published before the start is in service
     */
    record Models(
            Champions champions,
            ModelArchive archive,
            ModelCatalogue catalogue,
            ModelLoader loader,
            Runnable caughtUp) {}

    private RescoreService(StreamsService streams, ModelShelf shelf) {
        this.streams = streams;
        this.shelf = shelf;
    }

    static RescoreService of(ServiceContext context, Models models) {
        ModelShelf shelf = new ModelShelf(new PatientArchive(models.archive(), PATIENCE)::get, models.loader(), SHELF);
        RescoreModels choice = new RescoreModels(models.champions(), shelf, models.catalogue()::newestCalibration);
        RescoreMetrics metrics = new RescoreMetrics(context.meters());
        RescoreTopology topology = new RescoreTopology(
                context.serdes(),
                new Rescorer(choice, context.serdes(), context.clock()),
                () -> KafkaPlacedLog.of(KafkaClients.properties(context.settings())),
                metrics);
        StreamsSpec spec = StreamsSpec.of(NAME, APPLICATION_ID, () -> {
                    models.caughtUp().run();
                    return topology.get();
                })
                .withProperties(Map.of(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1))
                .withDeadLetterListener(origin -> metrics.deadLetter());
        return new RescoreService(new StreamsService(context, spec), shelf);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public Health health() {
        return streams.health();
    }

    @Override
    public CompletionStage<Void> stopped() {
        return streams.stopped();
    }

    /** Lets go as a killed process does; for tests of crashes. */
    void abandon() {
        streams.abandon();
        shelf.close();
    }

    @Override
    public void close() {
        streams.close();
        shelf.close();
    }
}
