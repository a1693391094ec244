package io.claimstream.retrain.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ModelPublisherIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final SlotName SLOT = new SlotName("MOTOR_INJURY", "GBP");

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    @Test
    void shouldLetOnlyInstanceWithTurnPublish() {
        // Given
        Settings settings = Settings.of(
                CommonSettings.ALL,
                Map.of("kafka.bootstrap.servers", KAFKA.get().bootstrapServers()));
        ModelTopics topics = new ModelTopics(settings, serdes);
        try (ModelPublisher zombie = ModelPublisher.open(settings, serdes);
                ModelPublisher holder = ModelPublisher.open(settings, serdes)) {
            // When
            holder.publish(Publication.move(move("m-new")), Optional.empty());

            // Then
            assertThatThrownBy(() -> zombie.publish(Publication.move(move("m-old")), Optional.empty()))
                    .isInstanceOf(KafkaException.class);
            assertThat(topics.deployments())
                    .extracting(ModelDeployment::getVersion)
                    .containsExactly("m-new");
            assertThat(topics.champion(SLOT)).isEmpty();
            assertThat(topics.lastCalibration()).isZero();
        }
    }

    private static ModelDeployment move(String version) {
        return ModelDeployment.newBuilder()
                .setSlot(SLOT.toEvent())
                .setAction(DeploymentAction.REFUSED)
                .setVersion(version)
                .setReason("Not better.")
                .setActor("retrain-worker/r-1")
                .setAt(Instant.parse("2026-02-01T00:00:00Z"))
                .build();
    }
}
