/** The learning loop: when to train, whether to publish. */
@NullMarked
package io.claimstream.retrain.learn;

import org.jspecify.annotations.NullMarked;
