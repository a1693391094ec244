/** Datasets read from the log of labels. */
@NullMarked
package io.claimstream.retrain.dataset;

import org.jspecify.annotations.NullMarked;
