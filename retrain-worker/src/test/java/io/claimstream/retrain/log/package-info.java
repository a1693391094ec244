/** Tests of datasets. */
@NullMarked
package io.claimstream.retrain.log;

import org.jspecify.annotations.NullMarked;
