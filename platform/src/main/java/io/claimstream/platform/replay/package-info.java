/** Records that were put back on a topic, and when they first came. */
@NullMarked
package io.claimstream.platform.replay;

import org.jspecify.annotations.NullMarked;
