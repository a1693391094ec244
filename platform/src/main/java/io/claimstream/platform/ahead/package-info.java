/** Has things ready before they are needed. */
@NullMarked
package io.claimstream.platform.ahead;

import org.jspecify.annotations.NullMarked;
