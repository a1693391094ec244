/** {@code claimstream models}: what is in service, what was, and moves by hand, over HTTP. */
@NullMarked
package io.claimstream.launcher.models;

import org.jspecify.annotations.NullMarked;
