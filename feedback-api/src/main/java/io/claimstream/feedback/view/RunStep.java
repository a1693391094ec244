package io.claimstream.feedback.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a training run is.
 *
 * @param phase READING, TRAINING or MEASURING, in this order
 * @param share of the phase, 0 to 1
 * @param millisLeft until the phase ends, estimated; null where nobody knows
 * @param toldAt when this was so
 */
public record RunStep(String phase, double share, @Nullable Long millisLeft, Instant toldAt) {}
