package io.claimstream.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health.Check;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ManagedServiceTest {

    @Test
    void shouldNotBeReadyBeforeKafkaAnswersHoweverTheServiceIs() {
        // Given
        Settings settings = Settings.reader(CommonSettings.ALL).read();
        ManagedService managed = ManagedService.of(new Idle(), ServiceContext.of(settings), 0);

        // When
        Health health = managed.health();

        // Then
        assertThat(health.checks()).extracting(Check::name).containsExactly("idle", "kafka");
        assertThat(health.ready()).isFalse();
        assertThat(health.live()).isTrue();
    }

    private static final class Idle implements Service {

        @Override
        public String name() {
            return "idle";
        }

        @Override
        public void start() {}

        @Override
        public Health health() {
            return Health.of(Check.up("idle"));
        }

        @Override
        public CompletionStage<Void> stopped() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
