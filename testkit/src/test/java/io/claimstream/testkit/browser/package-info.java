@NullMarked
package io.claimstream.testkit.browser;

import org.jspecify.annotations.NullMarked;
