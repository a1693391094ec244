/** How many claims a second the whole pipeline takes, and how long one takes from submitted to scored. */
@NullMarked
package io.claimstream.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
