/** The demo: the whole loop, told live in the terminal or run headless to its end. */
@NullMarked
package io.claimstream.launcher.demo;

import org.jspecify.annotations.NullMarked;
