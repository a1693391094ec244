/** Tests of backtests. */
@NullMarked
package io.claimstream.launcher.backtest;

import org.jspecify.annotations.NullMarked;
