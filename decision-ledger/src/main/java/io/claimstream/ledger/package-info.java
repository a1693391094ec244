/** Decision ledger: enters every score, everything said of one, how contests ended and what second persons declined into a chain, and signs its end. */
@NullMarked
package io.claimstream.ledger;

import org.jspecify.annotations.NullMarked;
