/** The compiled engine against XGBoost4J. */
@NullMarked
package io.claimstream.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
