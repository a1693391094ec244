@NullMarked
package io.claimstream.feedback.page.submit;

import org.jspecify.annotations.NullMarked;
