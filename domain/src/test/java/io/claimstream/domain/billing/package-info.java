@NullMarked
package io.claimstream.domain.billing;

import org.jspecify.annotations.NullMarked;
