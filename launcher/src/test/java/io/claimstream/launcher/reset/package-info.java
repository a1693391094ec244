@NullMarked
package io.claimstream.launcher.reset;

import org.jspecify.annotations.NullMarked;
