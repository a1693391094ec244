/** Claims of the past, estimated again by another model and put beside what was decided. Reads the log, writes nothing to it. */
@NullMarked
package io.claimstream.launcher.backtest;

import org.jspecify.annotations.NullMarked;
