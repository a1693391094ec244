@NullMarked
package io.claimstream.platform.destruction;

import org.jspecify.annotations.NullMarked;
