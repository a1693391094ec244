/** Everything in one process: broker, registry and services on one data directory. */
@NullMarked
package io.claimstream.launcher.instance;

import org.jspecify.annotations.NullMarked;
