/** Identities, hashes, pseudonyms and money: the words every other rule uses. */
@NullMarked
package io.claimstream.domain.claim;

import org.jspecify.annotations.NullMarked;
