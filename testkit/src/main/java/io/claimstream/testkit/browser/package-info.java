/** A real browser for tests of pages. */
@NullMarked
package io.claimstream.testkit.browser;

import org.jspecify.annotations.NullMarked;
