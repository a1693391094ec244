@NullMarked
package io.claimstream.launcher.privacy;

import org.jspecify.annotations.NullMarked;
