package io.claimstream.platform.lag;

/** Looks at a cluster. Not thread-safe. */
public interface LagReader extends AutoCloseable {

    /**
     * What every group has read.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
     */
    Seen read();

    @Override
    void close();
}
