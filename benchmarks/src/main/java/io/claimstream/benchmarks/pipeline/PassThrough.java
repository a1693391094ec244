package io.claimstream.benchmarks.pipeline;

import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.platform.streams.StreamsSpec;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What the pipeline would be if nothing were done: as many Kafka Streams applications, topics and hops as a claim takes, with the
 * settings of the services, copying bytes.
 */
final class PassThrough implements AutoCloseable {

    /** How often a claim is read and written again between submitted and scored. */
    static final int HOPS = 6;

    /** Hops in claim-ingest, feature-stream and scoring-processor. */
    private static final int[] HOPS_OF_SERVICE = {2, 3, 1};

    private final List<Service> services;

    private PassThrough(List<Service> services) {
        this.services = services;
    }

    static String firstTopic() {
        return topic(0);
    }

    static String lastTopic() {
        return topic(HOPS);
    }

    /** Makes the topics and starts the applications. */
    static PassThrough start(ServiceContext context, String bootstrapServers) throws InterruptedException {
        createTopics(bootstrapServers);
        List<Service> services = new ArrayList<>();
        int hop = 0;
        for (int hops : HOPS_OF_SERVICE) {
            int from = hop;
            String name = "pass-through-" + services.size();
            services.add(new StreamsService(
                    context, StreamsSpec.of(name, "claimstream-" + name, () -> topology(from, hops))));
            hop += hops;
        }
        services.forEach(Service::start);
        return new PassThrough(services);
    }

    /** Waits until every application runs. */
    void awaitReady() throws InterruptedException {
        while (!services.stream().allMatch(service -> service.health().ready())) {
            Thread.sleep(50);
        }
    }

    private static Topology topology(int from, int hops) {
        StreamsBuilder builder = new StreamsBuilder();
        for (int hop = from; hop < from + hops; hop++) {
            builder.stream(
                            topic(hop),
                            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                    .withName("read-" + hop))
                    .mapValues(value -> value, Named.as("pass-" + hop))
                    .to(
                            topic(hop + 1),
                            Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
                                    .withName("write-" + hop));
        }
        return builder.build();
    }

    private static void createTopics(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> topics = IntStream.rangeClosed(0, HOPS)
                    .mapToObj(hop -> new NewTopic(topic(hop), Topics.CLAIM_PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to make the topics.", e);
        }
    }

    private static String topic(int hop) {
        return "pass-through-" + hop;
    }

    @Override
    public void close() {
        services.forEach(Service::close);
    }
}
