/** Meters of the process that every service serves beside its own. */
@NullMarked
package io.claimstream.platform.metrics;

import org.jspecify.annotations.NullMarked;
