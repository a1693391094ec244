/** Calibrations kept true by what is settled: adaptive conformal inference over the champions' own claims. */
@NullMarked
package io.claimstream.retrain.calibrate;

import org.jspecify.annotations.NullMarked;
