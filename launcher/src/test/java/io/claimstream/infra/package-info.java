/** Tests of what runs beside Claimstream. */
@NullMarked
package io.claimstream.infra;

import org.jspecify.annotations.NullMarked;
