/** The broker and the schema registry of the all-in-one. */
@NullMarked
package io.claimstream.launcher.embedded;

import org.jspecify.annotations.NullMarked;
