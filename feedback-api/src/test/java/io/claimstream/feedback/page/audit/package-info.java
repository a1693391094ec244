@NullMarked
package io.claimstream.feedback.page.audit;

import org.jspecify.annotations.NullMarked;
