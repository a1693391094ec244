/** Seals what is personal with one key for each person, and opens it again while that key is there. */
@NullMarked
package io.claimstream.platform.seal;

import org.jspecify.annotations.NullMarked;
