@NullMarked
package io.claimstream.domain.privacy;

import org.jspecify.annotations.NullMarked;
