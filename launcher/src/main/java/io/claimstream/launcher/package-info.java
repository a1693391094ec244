/** The command line and the all-in-one process. */
@NullMarked
package io.claimstream.launcher;

import org.jspecify.annotations.NullMarked;
