/** claim-ingest: every submitted record ends in exactly one outcome. */
@NullMarked
package io.claimstream.ingest;

import org.jspecify.annotations.NullMarked;
