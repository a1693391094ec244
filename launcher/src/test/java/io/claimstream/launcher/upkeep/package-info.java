@NullMarked
package io.claimstream.launcher.upkeep;

import org.jspecify.annotations.NullMarked;
