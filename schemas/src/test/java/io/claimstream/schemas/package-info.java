/** Tests. */
@NullMarked
package io.claimstream.schemas;

import org.jspecify.annotations.NullMarked;
