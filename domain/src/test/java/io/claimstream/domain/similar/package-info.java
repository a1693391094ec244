@NullMarked
package io.claimstream.domain.similar;

import org.jspecify.annotations.NullMarked;
