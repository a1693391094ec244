/** The Confluent wire format: magic byte 0, four bytes of schema id, Avro binary. */
@NullMarked
package io.claimstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
