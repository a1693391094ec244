/** The {@code compose} command: the secrets that the services need when they run as containers. */
@NullMarked
package io.claimstream.launcher.compose;

import org.jspecify.annotations.NullMarked;
