package io.claimstream.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.RecordRef;
import io.claimstream.event.RemovedRecord;
import io.claimstream.event.SubjectErased;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ErasuresTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TOPIC = "a.topic";

    private final Erasures.Reading reading = new Erasures.Reading();

    @Test
    void shouldTellWhoIsErasedByTheFirstReceipt() {
        // Given
        reading.add(0, erased("acme", "p-1", "e-1")).add(2, erased("acme", "p-2", "e-2"));
        reading.add(5, erased("acme", "p-1", "e-3"));

        // When
        Erasures erasures = reading.upTo(6);

        // Then
        assertThat(erasures.of("acme", "p-1")).contains(new Erasure(0, "e-1", AT));
        assertThat(erasures.of("acme", "p-2").map(Erasure::text)).contains("erased, receipt e-2");
        assertThat(erasures.of("acme", "p-3")).isEmpty();
        assertThat(erasures.of("other", "p-1"))
                .as("pseudonyms are scoped by insurer")
                .isEmpty();
        assertThat(erasures.subjects()).isEqualTo(2);
        assertThat(erasures.upTo()).hasValue(6);
    }

    @Test
    void shouldTellWhatWasKnownUpToAnOffset() {
        // Given
        reading.add(0, erased("acme", "p-1", "e-1"));
        reading.add(3, erased("acme", "p-2", "e-2", new RemovedRecord(TOPIC, 1, 7L)));

        // When
        Erasures known = reading.upTo(4).upTo(3);

        // Then
        assertThat(known.of("acme", "p-1")).isPresent();
        assertThat(known.of("acme", "p-2")).isEmpty();
        assertThat(known.removedFrom(TOPIC)).isEmpty();
        assertThat(known.upTo()).hasValue(3);
    }

    @Test
    void shouldNameTheReceiptOfWhatIsGone() {
        // Given
        reading.add(
                0, erased("acme", "p-1", "e-1", new RemovedRecord(TOPIC, 1, 7L), new RemovedRecord("b.topic", 0, 1L)));
        reading.add(1, erased("acme", "p-1", "e-2", new RemovedRecord(TOPIC, 0, 9L), new RemovedRecord(TOPIC, 1, 7L)));

        // When
        Erasures erasures = reading.upTo(2);

        // Then
        assertThat(erasures.removed(TOPIC, new RecordRef(1, 7L)).map(Erasure::receipt))
                .contains("e-1");
        assertThat(erasures.removed(TOPIC, new RecordRef(1, 8L))).isEmpty();
        assertThat(erasures.removedFrom(TOPIC)).containsOnlyKeys(new RecordRef(0, 9L), new RecordRef(1, 7L));
    }

    @Test
    void shouldTakeARecordThatComesAgainForTheSame() {
        // Given
        SubjectErased event = erased("acme", "p-1", "e-1", new RemovedRecord(TOPIC, 1, 7L));

        // When
        Erasures erasures = reading.add(0, event).add(0, event).upTo(1);

        // Then
        assertThat(erasures.subjects()).isEqualTo(1);
        assertThat(erasures.removedFrom(TOPIC)).hasSize(1);
    }

    @Test
    void shouldTellNothingKnownFromNobodyErased() {
        assertThat(Erasures.none().upTo()).isEqualTo(OptionalLong.empty());
        assertThat(reading.upTo(0).upTo()).hasValue(0);
        assertThat(Erasures.none().of("acme", "p-1")).isEqualTo(Optional.empty());
    }

    private static SubjectErased erased(String insurer, String claimant, String receipt, RemovedRecord... removed) {
        return SubjectErased.newBuilder()
                .setInsurer(insurer)
                .setClaimantPseudonym(claimant)
                .setReceipt(receipt)
                .setErasedAt(AT)
                .setRemoved(List.of(removed))
                .build();
    }
}
