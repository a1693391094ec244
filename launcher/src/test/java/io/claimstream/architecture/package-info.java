/** Rules of the design that hold across all modules. */
@NullMarked
package io.claimstream.architecture;

import org.jspecify.annotations.NullMarked;
