package io.claimstream.feedback.policy;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What was claimed in the revisions that scores were made from, read from the features that each score names. Thread-safe. */
public final class ClaimedSums implements AutoCloseable {

    private static final int MISSING_HEADS = FeatureGroups.index("missing_heads");

    private final Supplier<? extends PlacedLog> logs;
    private final Deserializer<ClaimFeatures> features;
    private @Nullable PlacedLog opened;

    /** @param logs opened when first needed, and again after a failure */
    public ClaimedSums(Supplier<? extends PlacedLog> logs, EventSerdes serdes) {
        this.logs = logs;
        this.features = serdes.of(Topics.CLAIMS_FEATURES).deserializer();
    }

    /**
     * The sum of the heads of loss behind a score, in its currency.
     *
     * @return empty when the record is not there any more, is not what the score was made from, or leaves a head of loss open: what is not stated is not known
     *     yet, and may be more than nothing
     * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer
     */
    public synchronized Optional<BigDecimal> of(ClaimScored score) {
        return read(score)
                .flatMap(this::decoded)
                .filter(it -> it.getInsurer().equals(score.getInsurer())
                        && it.getClaimId().equals(score.getClaimId())
                        && it.getRevision() == score.getRevision())
                .filter(ClaimedSums::isWhole)
                .map(ClaimFeatures::getSumOfHeads);
    }

    private static boolean isWhole(ClaimFeatures features) {
        List<Float> values = features.getValues();
        return features.getFeatureSet().equals(FeatureSetV1.VERSION)
                && values.size() > MISSING_HEADS
                && values.get(MISSING_HEADS) == 0;
    }

    private Optional<byte[]> read(ClaimScored score) {
        PlacedLog log = opened == null ? logs.get() : opened;
        opened = log;
        try {
            return log.at(Topics.CLAIMS_FEATURES.name(), score.getFeatures());
        } catch (RuntimeException e) {
            // Whatever state it is in, the next one begins anew.
            close();
            throw e;
        }
    }

    private Optional<ClaimFeatures> decoded(byte[] value) {
        try {
            return Optional.ofNullable(features.deserialize(Topics.CLAIMS_FEATURES.name(), value));
        } catch (DecodingException | UnknownSchemaException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
