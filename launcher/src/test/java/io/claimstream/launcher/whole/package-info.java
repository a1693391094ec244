/** Tests of the product as a user has it: processes, HTTP, signals. */
@NullMarked
package io.claimstream.launcher.whole;

import org.jspecify.annotations.NullMarked;
