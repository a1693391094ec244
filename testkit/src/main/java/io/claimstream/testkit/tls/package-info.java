/** Keystores made for a test. */
@NullMarked
package io.claimstream.testkit.tls;

import org.jspecify.annotations.NullMarked;
