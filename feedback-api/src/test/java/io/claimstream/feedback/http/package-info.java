/** Tests of io.claimstream.feedback.http. */
@NullMarked
package io.claimstream.feedback.http;

import org.jspecify.annotations.NullMarked;
