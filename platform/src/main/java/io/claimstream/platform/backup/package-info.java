/** Tables that the log cannot bring back, in and out of the database, whichever it is. */
@NullMarked
package io.claimstream.platform.backup;

import org.jspecify.annotations.NullMarked;
