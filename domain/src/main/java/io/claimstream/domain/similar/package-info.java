/** How alike two claims are in what they state. */
@NullMarked
package io.claimstream.domain.similar;

import org.jspecify.annotations.NullMarked;
