@NullMarked
package io.claimstream.feedback.figures;

import org.jspecify.annotations.NullMarked;
