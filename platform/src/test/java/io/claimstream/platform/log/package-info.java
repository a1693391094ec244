/** Logging. */
@NullMarked
package io.claimstream.platform.log;

import org.jspecify.annotations.NullMarked;
