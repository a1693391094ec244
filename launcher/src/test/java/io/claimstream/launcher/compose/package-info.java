/** Tests of the {@code compose} command. */
@NullMarked
package io.claimstream.launcher.compose;

import org.jspecify.annotations.NullMarked;
