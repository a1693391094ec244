/** Tests of publishing. */
@NullMarked
package io.claimstream.retrain.publish;

import org.jspecify.annotations.NullMarked;
