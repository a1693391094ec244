/** What a dataset looks like before anything learns from it. */
@NullMarked
package io.claimstream.model.exploration;

import org.jspecify.annotations.NullMarked;
