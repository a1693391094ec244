/** How sure a measured figure is: intervals by formula and by bootstrap. Pure arithmetic in {@code StrictMath}; every draw has a seed. */
@NullMarked
package io.claimstream.model.statistics;

import org.jspecify.annotations.NullMarked;
