/** What the commands share: their options, progress, results and the failures that people can mend. */
@NullMarked
package io.claimstream.launcher.command;

import org.jspecify.annotations.NullMarked;
