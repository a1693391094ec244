/** What training costs in time and memory. */
@NullMarked
package io.claimstream.benchmarks.train;

import org.jspecify.annotations.NullMarked;
