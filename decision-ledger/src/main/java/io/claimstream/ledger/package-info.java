/** Decision ledger: enters every score and everything said of one into a chain, and signs its end. */
@NullMarked
package io.claimstream.ledger;

import org.jspecify.annotations.NullMarked;
