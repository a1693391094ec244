@NullMarked
package io.claimstream.platform.trace;

import org.jspecify.annotations.NullMarked;
