/** Tests of records that were put back. */
@NullMarked
package io.claimstream.platform.replay;

import org.jspecify.annotations.NullMarked;
