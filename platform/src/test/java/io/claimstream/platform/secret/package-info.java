/** Secrets kept in files. */
@NullMarked
package io.claimstream.platform.secret;

import org.jspecify.annotations.NullMarked;
