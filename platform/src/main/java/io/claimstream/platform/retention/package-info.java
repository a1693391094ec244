/** What is kept how long, and why. */
@NullMarked
package io.claimstream.platform.retention;

import org.jspecify.annotations.NullMarked;
