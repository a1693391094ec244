/** Tests of calibrations from settlements. */
@NullMarked
package io.claimstream.retrain.calibrate;

import org.jspecify.annotations.NullMarked;
