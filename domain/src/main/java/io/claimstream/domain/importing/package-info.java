/** Claims from rows of CSV files. */
@NullMarked
package io.claimstream.domain.importing;

import org.jspecify.annotations.NullMarked;
