@NullMarked
package io.claimstream.domain.ledger;

import org.jspecify.annotations.NullMarked;
