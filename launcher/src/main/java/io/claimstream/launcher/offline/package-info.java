/** Training, scoring, explaining and recomputing outside the services, by their code. */
@NullMarked
package io.claimstream.launcher.offline;

import org.jspecify.annotations.NullMarked;
