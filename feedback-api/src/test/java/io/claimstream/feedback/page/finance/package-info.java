@NullMarked
package io.claimstream.feedback.page.finance;

import org.jspecify.annotations.NullMarked;
