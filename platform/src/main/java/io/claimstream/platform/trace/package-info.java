/** Traces of claims, from one record to the next. */
@NullMarked
package io.claimstream.platform.trace;

import org.jspecify.annotations.NullMarked;
