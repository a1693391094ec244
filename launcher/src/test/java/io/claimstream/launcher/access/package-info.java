/** Tests of io.claimstream.launcher.access. */
@NullMarked
package io.claimstream.launcher.access;

import org.jspecify.annotations.NullMarked;
