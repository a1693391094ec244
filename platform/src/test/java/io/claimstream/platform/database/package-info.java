/** The relational database beside the log. */
@NullMarked
package io.claimstream.platform.database;

import org.jspecify.annotations.NullMarked;
