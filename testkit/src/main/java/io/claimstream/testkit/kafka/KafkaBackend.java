package io.claimstream.testkit.kafka;

/** A running Kafka, wherever it runs. */
interface KafkaBackend extends AutoCloseable {

    String bootstrapServers();

    /** What it is and where it runs, for people. */
    String description();

    @Override
    void close();
}
