package io.claimstream.infra;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The file infra/kubernetes/base/kafka-topics.yaml, made from the catalogue. */
final class KafkaTopicsFile {

    private static final String HEAD =
            """
            # Made from the catalogue (io.claimstream.schemas.Topics). Do not edit it:
            # mvn -pl launcher -am test -Dtest=KafkaTopicsTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.accept=true
            # Copies are the broker's default.
            """;

    private KafkaTopicsFile() {}

    static String text() {
        return HEAD + Topics.ALL.stream().map(KafkaTopicsFile::document).collect(Collectors.joining("---\n"));
    }

    private static String document(Topic<?> topic) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: claimstream
                spec:
                  partitions: %d
                  config:
                """,
                topic.name(),
                topic.partitions()));
        new TreeMap<>(topic.config()).forEach((key, value) -> text.append("    ")
                .append(key)
                .append(": \"")
                .append(value)
                .append("\"\n"));
        return text.toString();
    }
}
