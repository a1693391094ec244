/** Tests of the retrain worker. */
@NullMarked
package io.claimstream.retrain;

import org.jspecify.annotations.NullMarked;
