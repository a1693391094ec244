/** What a rolling restart does to the flow: how long no score comes on a partition. */
@NullMarked
package io.claimstream.benchmarks.rolling;

import org.jspecify.annotations.NullMarked;
