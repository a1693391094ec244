@NullMarked
package io.claimstream.platform.pseudonym;

import org.jspecify.annotations.NullMarked;
