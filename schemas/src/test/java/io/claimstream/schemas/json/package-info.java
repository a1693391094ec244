/** Tests. */
@NullMarked
package io.claimstream.schemas.json;

import org.jspecify.annotations.NullMarked;
