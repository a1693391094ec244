package io.claimstream.launcher.importing;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A row under way.
 *
 * @param line its line in the file, counted from 1
 * @param insurer insurer of the claim
 * @param claimId id of the claim, made from the row's content
 * @param settlement what was paid, in the claim's currency; empty when unknown or not wanted
 */
record ImportedRow(long line, String insurer, String claimId, Optional<BigDecimal> settlement) {}
