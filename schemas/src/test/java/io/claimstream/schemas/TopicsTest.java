package io.claimstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.schemas.Topic.Writer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicsTest {

    @Test
    void shouldListEveryTopicOnce() throws IllegalAccessException {
        // Given
        List<Object> constants = new ArrayList<>();
        for (Field field : Topics.class.getFields()) {
            if (field.getType() == Topic.class) {
                constants.add(field.get(null));
            }
        }

        // Then
        assertThat(Topics.ALL)
                .containsExactlyInAnyOrderElementsOf(
                        constants.stream().<Topic<?>>map(Topic.class::cast).toList());
        assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates().allMatch(name -> name.endsWith(".v1"));
    }

    @Test
    void shouldNameSettingsAsKafkaDoes() {
        assertThat(Topics.CLAIMS_SUBMITTED.config())
                .containsAllEntriesOf(Map.of(
                        "cleanup.policy", "delete",
                        "message.timestamp.type", "LogAppendTime",
                        "retention.bytes", "-1",
                        "retention.ms", "2592000000",
                        "segment.ms", "86400000"));
        assertThat(Topics.CLAIMS_SCORED.config())
                .containsEntry("retention.ms", "-1")
                .doesNotContainKey("segment.ms");
        assertThat(Topic.Cleanup.COMPACT.setting()).isEqualTo("compact");
    }

    @Test
    void shouldKeepTheTopicsThatTheStagesJoinEquallyPartitioned() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> topic.name().startsWith("claims."))
                .extracting(Topic::partitions)
                .containsOnly(Topics.CLAIM_PARTITIONS);
    }

    @Test
    void shouldNeverCompactOrExpireEvidence() {
        // Sketches are no evidence: they follow from features and scores, and the last of a day counts.
        assertThat(Topics.MODELS_DRIFT.cleanup()).isEqualTo(Topic.Cleanup.COMPACT);
        assertThat(Topics.ALL)
                .filteredOn(topic -> !topic.equals(Topics.MODELS_DRIFT))
                .filteredOn(topic -> topic.writer() != Writer.UPSTREAM && topic.writer() != Writer.EVERY_SERVICE)
                .allMatch(topic -> topic.cleanup() == Topic.Cleanup.DELETE
                        && topic.retention().isEmpty());
    }
}
