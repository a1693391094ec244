@NullMarked
package io.claimstream.feedback.events;

import org.jspecify.annotations.NullMarked;
