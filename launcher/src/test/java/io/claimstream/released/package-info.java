/** Tests that what earlier releases wrote is still read. */
@NullMarked
package io.claimstream.released;

import org.jspecify.annotations.NullMarked;
