/** Who may ask: API keys. */
@NullMarked
package io.claimstream.feedback.access;

import org.jspecify.annotations.NullMarked;
