package io.claimstream.ingest;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Throws at each step before anything is written. What happens after that needs transactions: see IngestIT. */
class IngestStepsTest {

    private final FailingRegistry registry = new FailingRegistry();

    @ParameterizedTest
    @ValueSource(strings = {"claims.accepted.v1-value", "claims.protected.v1-value"})
    void shouldLeaveNothingBehindWhenABugIsMetSoThatAReplayIsAccepted(String subject) {
        try (IngestDriver ingest = new IngestDriver(registry)) {
            // Given
            ClaimSubmitted claim =
                    aClaim().withProtectedAttributes(41, "Female").build();
            byte[] original = ingest.bytes(claim);
            registry.fail(subject, () -> new IllegalStateException("a bug, quoting Jane Doe"));

            // When
            ingest.submit(claim);
            registry.mend();
            ingest.submit(claim);
            ingest.submit(claim);

            // Then
            assertThat(ingest.accepted()).hasSize(1);
            assertThat(ingest.protectedAttributes()).hasSize(1);
            assertThat(ingest.counted("duplicate")).isEqualTo(1);
            assertThat(ingest.dead()).singleElement().satisfies(dead -> {
                assertThat(dead.value()).isEqualTo(original);
                assertThat(IngestTopologyTest.header(dead, "claimstream.dead.code"))
                        .isEqualTo("PROCESSING_FAILED");
                assertThat(IngestTopologyTest.header(dead, "claimstream.dead.topic"))
                        .isEqualTo("claims.submitted.v1");
                assertThat(IngestTopologyTest.header(dead, "claimstream.dead.offset"))
                        .isEqualTo("0");
                assertThat(IngestTopologyTest.header(dead, "claimstream.dead.service"))
                        .isEqualTo("claim-ingest");
                assertThat(Arrays.toString(dead.headers().toArray())).doesNotContain("Jane");
            });
        }
    }

    @Test
    void shouldStopRatherThanDeadLetterWhenTheRegistryCannotBeReached() {
        try (IngestDriver ingest = new IngestDriver(registry)) {
            // Given
            registry.fail("claims.accepted.v1-value", () -> new RegistryUnavailableException("away", null));

            // When / Then
            assertThatThrownBy(() -> ingest.submit(aClaim().build()))
                    .hasRootCauseInstanceOf(RegistryUnavailableException.class);
            assertThat(ingest.dead()).isEmpty();
        }
    }

    /** A registry that throws for one subject until mended. Used by one thread. */
    private static final class FailingRegistry implements SchemaRegistry {
        private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        private String failing = "";
        private Supplier<RuntimeException> failure = IllegalStateException::new;

        void fail(String subject, Supplier<RuntimeException> with) {
            failing = subject;
            failure = with;
        }

        void mend() {
            failing = "";
        }

        @Override
        public int register(String subject, Schema schema) {
            if (subject.equals(failing)) {
                throw failure.get();
            }
            return registry.register(subject, schema);
        }

        @Override
        public int idOf(String subject, Schema schema) {
            return registry.idOf(subject, schema);
        }

        @Override
        public Registered latest(String subject) {
            return registry.latest(subject);
        }

        @Override
        public Schema byId(int id) {
            return registry.byId(id);
        }
    }
}
