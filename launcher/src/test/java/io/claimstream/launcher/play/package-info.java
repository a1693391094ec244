/** Tests of how a world is played. */
@NullMarked
package io.claimstream.launcher.play;

import org.jspecify.annotations.NullMarked;
