/** Who was erased, as rules that learn or verify are told it. */
@NullMarked
package io.claimstream.domain.privacy;

import org.jspecify.annotations.NullMarked;
