@NullMarked
package io.claimstream.feedback.page.privacy;

import org.jspecify.annotations.NullMarked;
