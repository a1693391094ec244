/** Tells every process that keys or pseudonyms of persons were destroyed, so that it can remember those of others. */
@NullMarked
package io.claimstream.platform.destruction;

import org.jspecify.annotations.NullMarked;
