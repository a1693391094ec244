/** Fixtures by intent: claims and events of other stages for tests. */
@NullMarked
package io.claimstream.testkit;

import org.jspecify.annotations.NullMarked;
