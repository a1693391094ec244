package io.claimstream.launcher.doctor;

import java.util.List;

/** Looks at one area. Reads only. */
interface Checkup {

    /**
     * What it finds; at least one finding.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer, or refuses
     */
    List<Finding> look();
}
