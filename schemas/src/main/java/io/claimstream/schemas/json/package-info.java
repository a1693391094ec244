/** Events as plain JSON, for people and for clients without Avro. */
@NullMarked
package io.claimstream.schemas.json;

import org.jspecify.annotations.NullMarked;
