/** Tests of the command line. */
@NullMarked
package io.claimstream.launcher.cli;

import org.jspecify.annotations.NullMarked;
