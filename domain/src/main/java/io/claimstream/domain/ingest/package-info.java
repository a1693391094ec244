/** What becomes of a submitted claim. */
@NullMarked
package io.claimstream.domain.ingest;

import org.jspecify.annotations.NullMarked;
