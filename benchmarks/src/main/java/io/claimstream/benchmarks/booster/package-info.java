/** Boosters to measure with. */
@NullMarked
package io.claimstream.benchmarks.booster;

import org.jspecify.annotations.NullMarked;
