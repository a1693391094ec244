@NullMarked
package io.claimstream.launcher.billing;

import org.jspecify.annotations.NullMarked;
