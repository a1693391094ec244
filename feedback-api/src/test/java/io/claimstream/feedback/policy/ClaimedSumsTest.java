package io.claimstream.feedback.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ClaimedSumsTest {

    private static final RecordRef PLACE = new RecordRef(0, 7L);
    private static final ClaimScored SCORE =
            Facts.score("c-1", 1).setFeatures(PLACE).build();

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Map<RecordRef, byte[]> records = new HashMap<>();
    private final List<Log> opened = new ArrayList<>();
    private boolean isAway;

    private final class Log implements PlacedLog {
        private boolean isClosed;

        @Override
        public Optional<byte[]> at(String topic, RecordRef place) {
            if (isAway) {
                throw new TimeoutException("away");
            }
            return topic.equals(Topics.CLAIMS_FEATURES.name())
                    ? Optional.ofNullable(records.get(place))
                    : Optional.empty();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void shouldReadTheSumBehindAScore() {
        put(features("c-1", 0));

        assertThat(sums().of(SCORE)).contains(new BigDecimal("1200.00"));
    }

    @Test
    void shouldNotKnowTheSumWhileAHeadOfLossIsOpen() {
        put(features("c-1", 1));

        assertThat(sums().of(SCORE))
                .as("what is not stated may be more than nothing")
                .isEmpty();
    }

    @Test
    void shouldNotKnowTheSumOfAnythingElse() {
        assertThat(sums().of(SCORE)).as("gone").isEmpty();

        put(features("c-2", 0));
        assertThat(sums().of(SCORE)).as("of another claim").isEmpty();

        records.put(PLACE, new byte[] {1, 2});
        assertThat(sums().of(SCORE)).as("rubbish").isEmpty();
    }

    @Test
    void shouldBeginAnewAfterAFailure() {
        // Given
        put(features("c-1", 0));
        ClaimedSums sums = sums();
        isAway = true;
        assertThatThrownBy(() -> sums.of(SCORE)).isInstanceOf(TimeoutException.class);

        // When
        isAway = false;
        Optional<BigDecimal> sum = sums.of(SCORE);

        // Then
        assertThat(sum).isPresent();
        assertThat(opened).extracting(it -> it.isClosed).containsExactly(true, false);
    }

    private ClaimedSums sums() {
        return new ClaimedSums(
                () -> {
                    Log log = new Log();
                    opened.add(log);
                    return log;
                },
                serdes);
    }

    private void put(ClaimFeatures features) {
        String topic = Topics.CLAIMS_FEATURES.name();
        records.put(PLACE, serdes.of(Topics.CLAIMS_FEATURES).serializer().serialize(topic, features));
    }

    private static ClaimFeatures features(String claimId, int openHeads) {
        ClaimFeatures features = LoneClaim.of(WhatIfWorld.submitted(), Facts.NOW)
                .fold(ready -> ready.features(), refused -> {
                    throw new AssertionError(refused.violations());
                });
        List<Float> values = new ArrayList<>(features.getValues());
        values.set(FeatureGroups.index("missing_heads"), (float) openHeads);
        return ClaimFeatures.newBuilder(features)
                .setInsurer("acme")
                .setClaimId(claimId)
                .setRevision(1)
                .setSumOfHeads(new BigDecimal("1200.00"))
                .setValues(values)
                .build();
    }
}
