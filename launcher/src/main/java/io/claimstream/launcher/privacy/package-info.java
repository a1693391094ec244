/** What a privacy officer does from the command line. */
@NullMarked
package io.claimstream.launcher.privacy;

import org.jspecify.annotations.NullMarked;
