/** Tests. */
@NullMarked
package io.claimstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
