/**
 * How sure an estimate is: intervals, confidence and the reasons to look again. Pure arithmetic in {@code StrictMath}, so that the same
 * model, calibration and features give the same bits everywhere. The README's section "Honest doubt" has the formulas.
 */
@NullMarked
package io.claimstream.model.doubt;

import org.jspecify.annotations.NullMarked;
