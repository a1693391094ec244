/** The life of a model version in a slot: its states, the legal moves, and what a slot's log of moves says. */
@NullMarked
package io.claimstream.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
