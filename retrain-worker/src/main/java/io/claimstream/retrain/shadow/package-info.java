/** Challengers on trial: their shadow scores beside the champion's live ones, on what is settled. */
@NullMarked
package io.claimstream.retrain.shadow;

import org.jspecify.annotations.NullMarked;
