@NullMarked
package io.claimstream.domain.trial;

import org.jspecify.annotations.NullMarked;
