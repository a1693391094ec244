package io.claimstream.scoring;

import io.claimstream.model.ModelLoader;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelCatalogue;
import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.metrics.MeteredConsumer;
import io.claimstream.platform.service.CompositeService;
import io.claimstream.platform.service.ManagedService;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Wires scoring-processor: the feed of models, and the topology that scores with them. */
public final class ScoringApp implements ServiceFactory {

    static final String NAME = "scoring-processor";
    static final String APPLICATION_ID = "claimstream-scoring";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KafkaUse kafka() {
        return new KafkaUse(
                List.of(
                        Topics.CLAIMS_FEATURES,
                        Topics.CLAIMS_RESCORE_REQUESTS,
                        Topics.MODELS_VERSIONS,
                        Topics.MODELS_ARTIFACTS,
                        Topics.MODELS_DEPLOYMENTS,
                        Topics.MODELS_CALIBRATION),
                List.of(),
                List.of(
                        new KafkaUse.Application(APPLICATION_ID, List.of()),
                        new KafkaUse.Application(RescoreService.APPLICATION_ID, List.of())),
                List.of(),
                List.of(),
                false);
    }

    @Override
    public List<Setting<?>> settings() {
        return ScoringConfig.SETTINGS;
    }

    @Override
    public Service create(ServiceContext context) {
        ScoringConfig config = ScoringConfig.of(context.settings());
        ScoringMetrics metrics = new ScoringMetrics(context.meters(), context.clock());
        Champions champions = new Champions();
        ModelLoading loading = ModelLoading.of(context.settings());
        ModelArchive archive = loading.archive();
        ModelCatalogue catalogue = new ModelCatalogue(archive);
        ModelLoader loader = loading.loader();
        StagedModels staged = new StagedModels(archive, loader, metrics);
        ModelStage stage = new ModelStage(
                catalogue,
                staged,
                champions,
                metrics,
                context.clock(),
                new ModelStage.Limits(config.stagingTimeout(), config.stagedModels()));
        ModelDesk desk = new ModelDesk(context.serdes(), catalogue, metrics);
        ModelFeed feed = new ModelFeed(() -> consumer(context), desk, stage, staged, champions);
        StreamsService streams = streams(context, metrics, champions, feed);
        RescoreService again = RescoreService.of(
                context, new RescoreService.Models(champions, archive, catalogue, loader, feed::awaitCaughtUp));
        CompositeService all = new CompositeService(NAME, List.of(feed, streams, again));
        return ManagedService.of(all, context, config.managementPort());
    }

    private static StreamsService streams(
            ServiceContext context, ScoringMetrics metrics, Champions champions, ModelFeed feed) {
        LiveScorer scorer = new LiveScorer(champions, metrics, context.clock());
        ScoringTopology topology = new ScoringTopology(context.serdes(), scorer, metrics, context.clock());
        return new StreamsService(
                context,
                StreamsSpec.of(NAME, APPLICATION_ID, () -> {
                            // Else a restart would score with the baseline until the champion is loaded.
                            feed.awaitCaughtUp();
                            return topology.get();
                        })
                        .withDeadLetterListener(origin -> metrics.deadLetter()));
    }

    private static Consumer<byte[], byte[]> consumer(ServiceContext context) {
        Properties properties = KafkaClients.properties(context.settings());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, NAME + "-models");
        return new MeteredConsumer(properties, context.meters(), NAME);
    }
}
