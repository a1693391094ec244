/** Tests of training runs. */
@NullMarked
package io.claimstream.retrain.run;

import org.jspecify.annotations.NullMarked;
