/** Scores every accepted revision once, with the model in service, and swaps models between two records. */
@NullMarked
package io.claimstream.scoring;

import org.jspecify.annotations.NullMarked;
