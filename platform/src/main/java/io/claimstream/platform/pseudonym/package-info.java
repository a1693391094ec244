/** Remembers which pseudonym stands for whom, looked up by keyed digests of what claims say. */
@NullMarked
package io.claimstream.platform.pseudonym;

import org.jspecify.annotations.NullMarked;
