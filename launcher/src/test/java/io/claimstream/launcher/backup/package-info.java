@NullMarked
package io.claimstream.launcher.backup;

import org.jspecify.annotations.NullMarked;
