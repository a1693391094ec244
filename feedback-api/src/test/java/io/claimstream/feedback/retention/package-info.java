@NullMarked
package io.claimstream.feedback.retention;

import org.jspecify.annotations.NullMarked;
