/** Health and metrics over HTTP. */
@NullMarked
package io.claimstream.platform.http;

import org.jspecify.annotations.NullMarked;
