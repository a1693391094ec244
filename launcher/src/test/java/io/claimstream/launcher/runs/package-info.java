/** Tests of the {@code runs} command. */
@NullMarked
package io.claimstream.launcher.runs;

import org.jspecify.annotations.NullMarked;
