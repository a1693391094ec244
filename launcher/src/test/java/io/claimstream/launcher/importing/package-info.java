/** Tests of imports of files. */
@NullMarked
package io.claimstream.launcher.importing;

import org.jspecify.annotations.NullMarked;
