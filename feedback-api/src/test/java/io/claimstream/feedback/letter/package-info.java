@NullMarked
package io.claimstream.feedback.letter;

import org.jspecify.annotations.NullMarked;
