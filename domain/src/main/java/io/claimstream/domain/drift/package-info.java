/** Drift: how features and estimates are distributed by day, and whether later days are unlike earlier ones. */
@NullMarked
package io.claimstream.domain.drift;

import org.jspecify.annotations.NullMarked;
