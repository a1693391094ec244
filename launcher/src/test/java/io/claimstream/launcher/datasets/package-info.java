/** Tests of the {@code datasets} command. */
@NullMarked
package io.claimstream.launcher.datasets;

import org.jspecify.annotations.NullMarked;
