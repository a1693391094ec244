/** What no topic holds, in one file and back: record tables, keys, models, configuration. */
@NullMarked
package io.claimstream.launcher.backup;

import org.jspecify.annotations.NullMarked;
