package io.claimstream.model;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A past score made again from what it names, by the code that scores, and compared with what was written. The time of scoring is taken
 * over, since nothing follows from it. Pure.
 */
public final class Recomputation {

    private Recomputation() {}

    /** The score of a model, made again. */
    public static ClaimScored byModel(
            ClaimScored written, ClaimFeatures features, LoadedModel model, Optional<CalibrationRecord> calibration) {
        return asWritten(
                Scorer.score(features, written.getFeatures(), model, calibration, written.getScoredAt()), written);
    }

    /**
     * The score of the baseline, made again. Why no model scored is taken over: the features do not tell.
     *
     * @return empty when the score gives no reason that the baseline can have
     */
    public static Optional<ClaimScored> byBaseline(ClaimScored written, ClaimFeatures features) {
        return Arrays.stream(ReviewReason.values())
                .filter(why -> written.getReviewReasons().equals(List.of(why.name())))
                .findFirst()
                .map(why -> asWritten(
                        Scorer.baseline(features, written.getFeatures(), why, written.getScoredAt()), written));
    }

    /** A score that decided nothing follows from the same as one that did. The id of a re-score is that of its request, and is taken over. */
    private static ClaimScored asWritten(ClaimScored again, ClaimScored written) {
        return switch (written.getPurpose()) {
            case SHADOW -> Scorer.shadow(again);
            case RESCORE -> Scorer.rescore(again, new ScoreId(written.getScoreId()));
            default -> again;
        };
    }

    /** The first field whose value differs, such as {@code reasons[2].contribution}; empty when both have the same bytes. */
    public static Optional<String> difference(ClaimScored written, ClaimScored again) {
        try {
            if (written.toByteBuffer().equals(again.toByteBuffer())) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write a score to memory.", e);
        }
        return Optional.of(difference("", written, again).orElse("encoding"));
    }

    private static Optional<String> difference(String path, @Nullable Object one, @Nullable Object other) {
        if (one instanceof IndexedRecord left && other instanceof IndexedRecord right) {
            return left.getSchema().getFields().stream()
                    .map(field -> difference(below(path, field), left.get(field.pos()), right.get(field.pos())))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (one instanceof List<?> left && other instanceof List<?> right) {
            for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                Optional<String> found = difference(path + "[" + i + "]", left.get(i), right.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
            return left.size() == right.size() ? Optional.empty() : Optional.of(path);
        }
        return Objects.equals(one, other) ? Optional.empty() : Optional.of(path);
    }

    private static String below(String path, Schema.Field field) {
        return path.isEmpty() ? field.name() : path + "." + field.name();
    }
}
