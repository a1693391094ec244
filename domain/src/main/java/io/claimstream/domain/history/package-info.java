/** The history of claimants and providers as pure functions of the log. */
@NullMarked
package io.claimstream.domain.history;

import org.jspecify.annotations.NullMarked;
