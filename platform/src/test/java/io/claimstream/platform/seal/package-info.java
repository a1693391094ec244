@NullMarked
package io.claimstream.platform.seal;

import org.jspecify.annotations.NullMarked;
