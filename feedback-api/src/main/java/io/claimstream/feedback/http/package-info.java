/** Routes, handlers and problems. */
@NullMarked
package io.claimstream.feedback.http;

import org.jspecify.annotations.NullMarked;
