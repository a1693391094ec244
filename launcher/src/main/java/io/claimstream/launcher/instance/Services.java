package io.claimstream.launcher.instance;

import io.claimstream.features.FeatureApp;
import io.claimstream.feedback.FeedbackApp;
import io.claimstream.ingest.IngestApp;
import io.claimstream.ledger.LedgerApp;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.retrain.RetrainApp;
import io.claimstream.scoring.ScoringApp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The services of Claimstream, in the order of the flow. */
public final class Services {

    /** Those that are started by the all-in-one, and each by {@code run}. */
    public static final List<ServiceFactory> ALL = List.of(
            new IngestApp(), new FeatureApp(), new ScoringApp(), new RetrainApp(), new LedgerApp(), new FeedbackApp());

    private Services() {}

    /** The service of a name. */
    public static Optional<ServiceFactory> named(String name) {
        return ALL.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /** Who may do what on a Kafka cluster. */
    public static AclCatalogue acls() {
        Map<String, KafkaUse> uses = new LinkedHashMap<>();
        ALL.forEach(it -> uses.put(it.name(), it.kafka()));
        return new AclCatalogue(uses);
    }

    /** Every key that any part of Claimstream knows, each once: the common ones, those of the all-in-one, then those of each service that no other has named. */
    public static List<Setting<?>> settings() {
        Map<String, Setting<?>> settings = new LinkedHashMap<>();
        Stream.of(
                        CommonSettings.ALL.stream(),
                        LauncherSettings.ALL.stream(),
                        ALL.stream().flatMap(it -> it.settings().stream()))
                .flatMap(it -> it)
                .forEach(it -> settings.putIfAbsent(it.key(), it));
        return List.copyOf(settings.values());
    }
}
