/** Decision ledger: enters every score, everything said of one and how contests ended into a chain, and signs its end. */
@NullMarked
package io.claimstream.ledger;

import org.jspecify.annotations.NullMarked;
