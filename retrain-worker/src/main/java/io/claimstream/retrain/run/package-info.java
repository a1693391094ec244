/** Training runs: what was tried, on what, and what came of it. */
@NullMarked
package io.claimstream.retrain.run;

import org.jspecify.annotations.NullMarked;
