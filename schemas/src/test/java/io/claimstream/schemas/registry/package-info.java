/** Tests. */
@NullMarked
package io.claimstream.schemas.registry;

import org.jspecify.annotations.NullMarked;
