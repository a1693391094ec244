/** Tests of io.claimstream.platform.lag. */
@NullMarked
package io.claimstream.platform.lag;

import org.jspecify.annotations.NullMarked;
