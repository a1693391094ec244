@NullMarked
package io.claimstream.feedback.page.overview;

import org.jspecify.annotations.NullMarked;
