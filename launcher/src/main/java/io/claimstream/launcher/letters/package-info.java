/** The {@code dead-letters} command: what could not be read or met a bug, and putting it back. */
@NullMarked
package io.claimstream.launcher.letters;

import org.jspecify.annotations.NullMarked;
