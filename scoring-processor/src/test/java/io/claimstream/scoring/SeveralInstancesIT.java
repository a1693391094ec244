package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.event.DeploymentAction;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelSigner;
import io.claimstream.platform.service.Health.Status;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every instance takes over what is deployed, and one that cannot is seen from outside. */
@Timeout(180)
class SeveralInstancesIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();

    @Test
    void shouldAllBeOnTheDeployedVersionAndShowTheOneThatIsNot() {
        // Given
        ModelSigner signer = KeyFiles.signer(folder.resolve("keys"));
        KeyFiles.signer(folder.resolve("other-keys"));
        ModelBundle first = TestModels.bundle(1, signer);
        ModelBundle second = TestModels.bundle(2, signer);
        try (Instance one = start("one", "keys");
                Instance two = start("two", "keys");
                Instance stranger = start("stranger", "other-keys");
                ModelWriter writer = new ModelWriter(KAFKA.get().bootstrapServers(), new EventSerdes(registry))) {
            List<Instance> sound = List.of(one, two);
            patiently()
                    .until(() -> one.service().health().ready()
                            && two.service().health().ready()
                            && stranger.service().health().ready());

            // When
            writer.publish(first);
            writer.publish(second);
            patiently().until(() -> one.staged() == 2 && two.staged() == 2);
            double staging = Math.min(one.meanStagingMillis(), two.meanStagingMillis());
            writer.promote(first, 1);
            awaitServed(sound, first.version());
            writer.promote(second, 2);
            awaitServed(sound, second.version());
            writer.deploy(TestModels.deployment(DeploymentAction.ROLLED_BACK, first.version(), 1));
            awaitServed(sound, first.version());

            // Then
            assertThat(one.activations().count()).isEqualTo(3);
            assertThat(two.activations().count()).isEqualTo(3);
            for (Instance instance : sound) {
                double slowest = instance.activations().max(TimeUnit.MILLISECONDS);
                System.out.printf(
                        Locale.ROOT, "slowest of 3 activations: %.0f ms; staging: %.0f ms%n", slowest, staging);
                // Beside each other, since an absolute time would depend on what else the machine does.
                assertThat(slowest).isLessThan(staging / 2);
            }
            assertThat(one.deployment()).isEqualTo(two.deployment()).isPositive();
            patiently().until(() -> stranger.feed().status() == Status.DEGRADED);
            assertThat(stranger.behindSeconds().orElseThrow()).isPositive();
            assertThat(stranger.deployment()).isEqualTo(SlotState.NONE);
            assertThat(stranger.feed().detail())
                    .contains("instead of " + first.version())
                    .contains("UNKNOWN_KEY");
            assertThat(stranger.service().health().ready()).isTrue();
            assertThat(stranger.context().meters().scrape())
                    .contains("claimstream_scoring_model_behind_seconds{slot=\"MOTOR_INJURY|GBP|\"}");
        }
    }

    private Instance start(String name, String keys) {
        return Instance.start(KAFKA.get().bootstrapServers(), registry, folder.resolve(name), folder.resolve(keys));
    }

    private static void awaitServed(List<Instance> instances, String version) {
        patiently().until(() -> instances.stream()
                .allMatch(
                        it -> it.version().equals(version) && it.behindSeconds().orElse(1) == 0));
    }

    private static org.awaitility.core.ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .dontCatchUncaughtExceptions();
    }
}
