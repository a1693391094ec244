@NullMarked
package io.claimstream.domain.drift;

import org.jspecify.annotations.NullMarked;
