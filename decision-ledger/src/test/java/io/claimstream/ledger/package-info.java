@NullMarked
package io.claimstream.ledger;

import org.jspecify.annotations.NullMarked;
