package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimIndexTest {

    private static final String TOPIC = Topics.CLAIMS_SCORED.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final ClaimKey CLAIM = new ClaimKey("acme", "c-1");

    private final Database database = TestDatabases.h2();
    private final Jdbi jdbi = database.jdbi();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    @BeforeEach
    void aClaimIsRead() {
        jdbi.useTransaction(handle -> {
            OffsetTable.move(handle, Map.of(), Map.of(PARTITION, 5L));
            ClaimViews.SUBMITTED
                    .upsert()
                    .write(
                            handle,
                            List.of(new Row()
                                    .with("insurer", CLAIM.insurer())
                                    .with("claim_id", CLAIM.claimId())
                                    .with("revision", 1)
                                    .with("submitted_at", Instant.EPOCH)
                                    .with("accepted", false)));
        });
        read.put(PARTITION, 5L);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldGoBackToWhatWasReadButNotSummedUp() {
        // Given
        new ClaimIndex(jdbi, () -> 0).changed(TOPIC, List.of(CLAIM));

        // When: another process takes over
        ClaimIndex index = new ClaimIndex(jdbi, () -> 0);
        index.goBack(read, List.of(TOPIC));

        // Then
        assertThat(read).containsEntry(PARTITION, 0L);
        assertThat(OffsetTable.read(jdbi, List.of(TOPIC))).containsEntry(PARTITION, 0L);
    }

    @Test
    void shouldNotGoBackBehindWhatIsSummedUp() {
        // Given
        ClaimIndex index = new ClaimIndex(jdbi, () -> 0);
        index.changed(TOPIC, List.of(CLAIM));
        jdbi.useTransaction(handle -> index.write(handle, index.due(true), read));
        assertThat(listed()).isEqualTo(1);

        // When
        new ClaimIndex(jdbi, () -> 0).goBack(read, List.of(TOPIC));

        // Then
        assertThat(read).containsEntry(PARTITION, 5L);
    }

    private int listed() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from view_claim")
                .mapTo(Integer.class)
                .one());
    }
}
