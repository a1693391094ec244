/** Tests of io.claimstream.launcher.letters. */
@NullMarked
package io.claimstream.launcher.letters;

import org.jspecify.annotations.NullMarked;
