/** Whether a champion keeps its bounds on what is settled: live error and coverage, and when to withdraw it. */
@NullMarked
package io.claimstream.retrain.watch;

import org.jspecify.annotations.NullMarked;
