/** What the topics themselves say: counted from the beginning, read committed, without asking any service. */
@NullMarked
package io.claimstream.launcher.audit;

import org.jspecify.annotations.NullMarked;
