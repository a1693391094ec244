package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.platform.seal.Passage;
import io.claimstream.platform.seal.Sealer;

/** What the database keeps of whom claims are about: who stands for whom, and the keys that personal data is sealed with, for good and while it passes. */
record People(Pseudonyms pseudonyms, Sealer sealer, Passage passage) {}
