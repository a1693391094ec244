/** Imports files of claims into a running instance through its HTTP API. */
@NullMarked
package io.claimstream.launcher.importing;

import org.jspecify.annotations.NullMarked;
