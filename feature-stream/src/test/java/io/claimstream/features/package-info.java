/** Tests of feature-stream. */
@NullMarked
package io.claimstream.features;

import org.jspecify.annotations.NullMarked;
