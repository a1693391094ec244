/**
 * What a model has to pass before it may serve: each gate measures, compares with its limit, and says so in words. Pure, except for {@link
 * io.claimstream.model.gate.SpeedTrial}, which takes time.
 */
@NullMarked
package io.claimstream.model.gate;

import org.jspecify.annotations.NullMarked;
