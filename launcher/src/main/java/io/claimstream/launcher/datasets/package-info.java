/** The {@code datasets} command: what models learned from, read from the log once more. */
@NullMarked
package io.claimstream.launcher.datasets;

import org.jspecify.annotations.NullMarked;
