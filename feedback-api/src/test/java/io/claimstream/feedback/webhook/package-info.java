@NullMarked
package io.claimstream.feedback.webhook;

import org.jspecify.annotations.NullMarked;
