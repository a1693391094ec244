/** Tests of what the build makes. */
@NullMarked
package io.claimstream.build;

import org.jspecify.annotations.NullMarked;
