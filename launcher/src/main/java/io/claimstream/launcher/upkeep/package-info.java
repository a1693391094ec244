/** The {@code read-model} command: how far the views are that the API answers from, and making them again. */
@NullMarked
package io.claimstream.launcher.upkeep;

import org.jspecify.annotations.NullMarked;
