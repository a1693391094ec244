/** Tests of the learning loop. */
@NullMarked
package io.claimstream.retrain.learn;

import org.jspecify.annotations.NullMarked;
