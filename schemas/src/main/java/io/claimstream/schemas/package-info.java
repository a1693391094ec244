/** The topic catalogue: the one place where topics are named. */
@NullMarked
package io.claimstream.schemas;

import org.jspecify.annotations.NullMarked;
