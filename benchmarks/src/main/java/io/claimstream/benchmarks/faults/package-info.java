/** What processes that are killed, frozen or out of reach do to the flow: nothing may be lost, doubled or changed. */
@NullMarked
package io.claimstream.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
