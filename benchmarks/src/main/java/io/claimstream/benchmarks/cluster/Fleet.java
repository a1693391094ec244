package io.claimstream.benchmarks.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which instances of the services run.
 *
 * @param instances in the order of the flow
 */
public record Fleet(List<Instance> instances) {

    /** Name of the instance that serves the API. */
    static final String API = "feedback-api";

    /** Name of the service that engineers features. */
    public static final String FEATURES = "feature-stream";

    /** Name of the service that scores. */
    public static final String SCORING = "scoring-processor";

    /** Each service once, those on the way to a score twice where they share work. */
    public static final Fleet OF_TWO = of(2, 2);

    public Fleet {
        instances = List.copyOf(instances);
    }

    /**
     * One instance.
     *
     * @param name such as {@code scoring-processor-2}
     * @param service such as {@code scoring-processor}
     * @param portSetting the setting of the port where it says whether it is ready
     */
    public record Instance(String name, String service, String portSetting) {}

    /** Each service once, and so many feature-streams and scoring-processors. */
    public static Fleet of(int featureStreams, int scoringProcessors) {
        List<Instance> instances = new ArrayList<>();
        instances.add(new Instance("claim-ingest", "claim-ingest", "ingest.management.port"));
        instances.addAll(several(featureStreams, FEATURES, "features.management.port"));
        instances.addAll(several(scoringProcessors, SCORING, "scoring.management.port"));
        instances.add(new Instance("retrain-worker", "retrain-worker", "retrain.management.port"));
        instances.add(new Instance("decision-ledger", "decision-ledger", "ledger.management.port"));
        instances.add(new Instance(API, API, "api.port"));
        return new Fleet(instances);
    }

    private static List<Instance> several(int count, String service, String portSetting) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Instance(service + "-" + number, service, portSetting))
                .toList();
    }

    /** Names of all. */
    public List<String> names() {
        return instances.stream().map(Instance::name).toList();
    }

    /** Names of the instances of a service. */
    public List<String> namesOf(String service) {
        return instances.stream()
                .filter(it -> it.service().equals(service))
                .map(Instance::name)
                .toList();
    }
}
