/** Tests of the all-in-one and its data directory. */
@NullMarked
package io.claimstream.launcher.instance;

import org.jspecify.annotations.NullMarked;
