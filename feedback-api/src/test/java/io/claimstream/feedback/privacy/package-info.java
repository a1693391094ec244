@NullMarked
package io.claimstream.feedback.privacy;

import org.jspecify.annotations.NullMarked;
