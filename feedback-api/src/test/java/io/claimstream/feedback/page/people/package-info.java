@NullMarked
package io.claimstream.feedback.page.people;

import org.jspecify.annotations.NullMarked;
