package io.claimstream.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.schemas.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A beginning or a partition that is gone is found. */
class TopicCheckTest {

    @Test
    void shouldFindNothingWhereEveryPartitionBeginsAtNothing() {
        assertThat(TopicCheck.faults(Topics.CLAIMS_SCORED, Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L)))
                .isEmpty();
    }

    @Test
    void shouldFindABeginningAndAPartitionThatAreGone() {
        assertThat(TopicCheck.faults(Topics.DECISIONS_LEDGER, Map.of(0, 0L, 1, 17L, 2, 0L)))
                .extracting(Fault::kind, Fault::partition, Fault::place)
                .containsExactly(
                        tuple(Kind.TOPIC_TRUNCATED, 1, "decisions.ledger.v1 1@0"),
                        tuple(Kind.TOPIC_TRUNCATED, 3, "decisions.ledger.v1 3@0"));
    }

    @Test
    void shouldNotMissWhatKafkaDeletesInTime() {
        assertThat(TopicCheck.faults(Topics.CLAIMS_SUBMITTED, Map.of(0, 5L, 1, 5L, 2, 5L, 3, 5L)))
                .isEmpty();
    }
}
