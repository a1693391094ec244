package io.claimstream.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.schemas.registry.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EffectsTest {

    private final Quarantine quarantine = new Quarantine();
    private final List<String> written = new ArrayList<>();
    private MockProcessorContext<String, String> context = context();

    private MockProcessorContext<String, String> context() {
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "unused:1");
        properties.put(Quarantine.CONFIG, quarantine);
        return new MockProcessorContext<>(properties);
    }

    @BeforeEach
    void readARecord() {
        context = context();
        context.setRecordMetadata("topic", 2, 17);
    }

    @Test
    void shouldWrite() {
        // When
        Effects.of(context).apply(() -> written.add("all"));

        // Then
        assertThat(written).containsExactly("all");
        assertThat(quarantine.size()).isZero();
    }

    @Test
    void shouldRefuseARecordWhoseEffectsFailedBefore() {
        // Given
        Effects effects = Effects.of(context);
        assertThatThrownBy(() -> effects.apply(EffectsTest::bug)).isInstanceOf(EffectFailedException.class);

        // When / Then
        assertThatThrownBy(() -> effects.apply(() -> written.add("all"))).isInstanceOf(QuarantinedException.class);
        assertThat(written).isEmpty();
        context.setRecordMetadata("topic", 2, 18);
        effects.apply(() -> written.add("the next"));
        assertThat(written).containsExactly("the next");
    }

    @Test
    void shouldTryAgainWhenTheWorldWasAtFault() {
        // Given
        Effects effects = Effects.of(context);
        assertThatThrownBy(() -> effects.apply(() -> {
                    throw new RegistryUnavailableException("away", null);
                }))
                .satisfies(failure -> assertThat(WorldFailure.cause(failure)).isPresent());

        // When
        effects.apply(() -> written.add("all"));

        // Then
        assertThat(written).containsExactly("all");
    }

    @Test
    void shouldLeaveToKafkaStreamsWhatItMends() {
        // Given
        Effects effects = Effects.of(context);

        // When / Then
        assertThatThrownBy(() -> effects.apply(() -> {
                    throw new TaskMigratedException("fenced");
                }))
                .isInstanceOf(TaskMigratedException.class);
        assertThatThrownBy(() -> effects.apply(() -> {
                    throw new StreamsException("an earlier record's output");
                }))
                .isInstanceOf(EffectFailedException.class);
        assertThat(quarantine.size()).isZero();
    }

    @Test
    void shouldBlameTheRecordWhoseOutputFailsAtOnce() {
        // Given
        Effects effects = Effects.of(context);
        assertThatThrownBy(() -> effects.apply(() -> {
                    quarantine.outputFailed("claims.accepted.v1", new IllegalStateException());
                    throw new StreamsException("stop");
                }))
                .isInstanceOf(EffectFailedException.class);

        // When / Then
        assertThatThrownBy(() -> effects.apply(() -> written.add("all"))).isInstanceOf(QuarantinedException.class);
        assertThat(quarantine.takeRefusal()).isEmpty();
    }

    @Test
    void shouldBlameNoRecordWhenKafkaRefusesAnOutputLater() {
        // When
        quarantine.outputFailed("claims.accepted.v1", new IllegalStateException("Jane Doe"));

        // Then
        assertThat(quarantine.size()).isZero();
        assertThat(quarantine.takeRefusal())
                .contains("Kafka refuses what is written to claims.accepted.v1 (IllegalStateException)");
        assertThat(quarantine.takeRefusal()).isEmpty();
    }

    @Test
    void shouldForgetTheOldestOfVeryMany() {
        // Given
        Effects effects = Effects.of(context);

        // When
        for (int offset = 0; offset < 10_001; offset++) {
            context.setRecordMetadata("topic", 0, offset);
            assertThatThrownBy(() -> effects.apply(EffectsTest::bug)).isInstanceOf(EffectFailedException.class);
        }

        // Then
        assertThat(quarantine.size()).isEqualTo(10_000);
        assertThat(quarantine.contains("topic", 0, 0)).isFalse();
        assertThat(quarantine.contains("topic", 0, 10_000)).isTrue();
    }

    private static void bug() {
        throw new IllegalStateException("a bug");
    }
}
