/** Schema registries: where schema ids come from. */
@NullMarked
package io.claimstream.schemas.registry;

import org.jspecify.annotations.NullMarked;
