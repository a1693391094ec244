@NullMarked
package io.claimstream.platform.backup;

import org.jspecify.annotations.NullMarked;
