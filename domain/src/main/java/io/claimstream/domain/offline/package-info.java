/** Claims scored outside the stream, by the same rules. */
@NullMarked
package io.claimstream.domain.offline;

import org.jspecify.annotations.NullMarked;
