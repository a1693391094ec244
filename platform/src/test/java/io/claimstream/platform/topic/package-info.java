/** Topics made from, and compared with, the catalogue. */
@NullMarked
package io.claimstream.platform.topic;

import org.jspecify.annotations.NullMarked;
