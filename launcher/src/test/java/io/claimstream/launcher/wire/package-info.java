/** The wire: who is let in, and who may do what. */
@NullMarked
package io.claimstream.launcher.wire;

import org.jspecify.annotations.NullMarked;
