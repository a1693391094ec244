/** Plays a simulated world to a running instance: submissions over Kafka, opinions over HTTP. */
@NullMarked
package io.claimstream.launcher.play;

import org.jspecify.annotations.NullMarked;
