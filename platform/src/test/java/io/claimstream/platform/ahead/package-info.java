@NullMarked
package io.claimstream.platform.ahead;

import org.jspecify.annotations.NullMarked;
