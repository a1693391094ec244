/** The seeded world: who claims what, how it is treated, what is finally paid, and what goes wrong on the way. */
@NullMarked
package io.claimstream.simulator;

import org.jspecify.annotations.NullMarked;
