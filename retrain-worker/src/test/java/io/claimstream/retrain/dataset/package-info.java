/** Tests of datasets. */
@NullMarked
package io.claimstream.retrain.dataset;

import org.jspecify.annotations.NullMarked;
