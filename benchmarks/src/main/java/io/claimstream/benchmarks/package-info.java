/** Benchmarks, run by hand: {@code benchmarks/run}. Their numbers hold for the machine and the run that print them. */
@NullMarked
package io.claimstream.benchmarks;

import org.jspecify.annotations.NullMarked;
