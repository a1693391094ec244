@NullMarked
package io.claimstream.feedback.page.site;

import org.jspecify.annotations.NullMarked;
