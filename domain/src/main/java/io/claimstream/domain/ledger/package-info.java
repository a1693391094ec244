/** The ledger of decisions: what an entry says, how entries are chained, and how a chain is examined. */
@NullMarked
package io.claimstream.domain.ledger;

import org.jspecify.annotations.NullMarked;
