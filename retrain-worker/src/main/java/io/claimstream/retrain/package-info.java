/** Retrain worker: labels what was scored, trains on the labels, publishes what is better. */
@NullMarked
package io.claimstream.retrain;

import org.jspecify.annotations.NullMarked;
