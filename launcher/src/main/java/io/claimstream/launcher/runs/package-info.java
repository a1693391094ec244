/** The {@code runs} command: what was trained, with what, and what came of it. */
@NullMarked
package io.claimstream.launcher.runs;

import org.jspecify.annotations.NullMarked;
