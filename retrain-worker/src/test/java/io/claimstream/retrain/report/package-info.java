/** Tests of datasets. */
@NullMarked
package io.claimstream.retrain.report;

import org.jspecify.annotations.NullMarked;
