/** The {@code api-keys} command: who is let in by a key. */
@NullMarked
package io.claimstream.launcher.access;

import org.jspecify.annotations.NullMarked;
