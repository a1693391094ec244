/** Tests of the fixtures. */
@NullMarked
package io.claimstream.testkit;

import org.jspecify.annotations.NullMarked;
