@NullMarked
package io.claimstream.feedback.shown;

import org.jspecify.annotations.NullMarked;
