/** Tests of work on files and of recomputing. */
@NullMarked
package io.claimstream.launcher.offline;

import org.jspecify.annotations.NullMarked;
