/**
 * Models as the rest of Claimstream sees them: signed bundles, safe loading, scoring with exact reasons in money.
 * Training is in {@code io.claimstream.model.training}.
 */
@NullMarked
package io.claimstream.model;

import org.jspecify.annotations.NullMarked;
