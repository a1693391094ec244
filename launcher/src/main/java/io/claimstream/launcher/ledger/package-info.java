/** The ledger of decisions from the command line: whether it holds, and what stands in it. */
@NullMarked
package io.claimstream.launcher.ledger;

import org.jspecify.annotations.NullMarked;
