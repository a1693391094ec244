/** Removes what a service keeps on this disk and makes again by itself. */
@NullMarked
package io.claimstream.launcher.reset;

import org.jspecify.annotations.NullMarked;
