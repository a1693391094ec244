/** Letters to claimants from the command line. */
@NullMarked
package io.claimstream.launcher.claimant;

import org.jspecify.annotations.NullMarked;
