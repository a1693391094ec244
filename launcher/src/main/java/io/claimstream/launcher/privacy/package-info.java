/** Erases claimants from the command line, and keeps from it those who may not be erased. */
@NullMarked
package io.claimstream.launcher.privacy;

import org.jspecify.annotations.NullMarked;
