/** The rules a submitted claim must keep. */
@NullMarked
package io.claimstream.domain.validation;

import org.jspecify.annotations.NullMarked;
