package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.kafka.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicsCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestKafka kafka = TestKafka.start();

    @TempDir
    private Path dataDir;

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void shouldMakeEveryTopicAndThenFindNoDifference() throws Exception {
        // When
        CommandRun applied = topics("apply", "--output", "json");

        // Then
        assertThat(applied.exitCode()).isZero();
        assertThat(JSON.readTree(applied.out()).findValuesAsText("topic")).containsExactlyElementsOf(names());
        await("every topic to be seen")
                .atMost(Duration.ofSeconds(20))
                .until(() -> topics("diff", "--output", "json").out().strip().equals("[ ]"));
        assertThat(topics("diff")).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void shouldRefuseAnotherNumberOfPartitionsAndChangeNothing() throws Exception {
        // Given
        kafka.createTopic(Topics.CLAIMS_SCORED.name(), Topics.CLAIMS_SCORED.partitions() + 3);

        // When
        CommandRun run = topics("apply", "--output", "json");

        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(Topics.CLAIMS_SCORED.name() + " has 7 partitions instead of 4");
        Set<String> present = kafka.admin().listTopics().names().get();
        assertThat(present).containsExactly(Topics.CLAIMS_SCORED.name());
        assertThat(kafka.admin().describeTopics(present).allTopicNames().get().values())
                .singleElement()
                .satisfies(topic -> assertThat(topic.partitions()).hasSize(7));
    }

    private CommandRun topics(String what, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "topics",
                                what,
                                "--data-dir",
                                dataDir.toString(),
                                "--set",
                                "kafka.bootstrap.servers=" + kafka.bootstrapServers()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<String> names() {
        return Topics.ALL.stream().map(Topic::name).toList();
    }
}
