/**
 * Boosters compiled into flat arrays: margins and exact contributions in plain Java, without native code and without allocation per
 * row.
 */
@NullMarked
package io.claimstream.model.engine;

import org.jspecify.annotations.NullMarked;
