package io.claimstream.feedback.operations;

import java.util.List;
import java.util.Map;

/**
 * What answers over HTTP of that which feedback-api depends on.
 *
 * @param registry whether the schema registry answers
 * @param scorers each scoring-processor
 * @param services each instance of the other services whose address is known
 */
public record Outside(boolean registry, List<Scorer> scorers, List<Service> services) {

    /** Before the first look. */
    public static final Outside UNKNOWN = new Outside(true, List.of(), List.of());

    public Outside {
        scorers = List.copyOf(scorers);
        services = List.copyOf(services);
    }

    /**
     * An instance of a service that takes no requests.
     *
     * @param at which service, and where it says whether it is ready
     * @param answers whether it answers at all
     * @param ready whether it is ready
     * @param waitsFor what it says that it waits for, in its own words
     */
    public record Service(ServiceAddress at, boolean answers, boolean ready, List<String> waitsFor) {

        public Service {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * A scoring-processor.
     *
     * @param address where it says whether it is ready
     * @param answers whether it answers at all
     * @param ready whether it is ready
     * @param waitsFor what it says that it waits for, in its own words
     * @param served offset on models.deployments.v1 of the move that it serves, by slot as {@code line|currency|insurer}
     */
    public record Scorer(
            String address, boolean answers, boolean ready, List<String> waitsFor, Map<String, Long> served) {

        public Scorer {
            waitsFor = List.copyOf(waitsFor);
            served = Map.copyOf(served);
        }
    }
}
