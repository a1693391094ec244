/** Watches whether features and estimates are distributed as they were when a model learned. */
@NullMarked
package io.claimstream.retrain.drift;

import org.jspecify.annotations.NullMarked;
