/** Boosters as they travel: read in plain Java and checked, before any native code sees them. */
@NullMarked
package io.claimstream.model.artifact;

import org.jspecify.annotations.NullMarked;
