package io.claimstream.domain.label;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelState;
import java.util.Optional;

/**
 * What one arrival does to the label of a claim.
 *
 * @param next the state to keep
 * @param written the label to write; empty when the label of the claim stays as it is
 */
public record LabelStep(LabelState next, Optional<ClaimLabelled> written) {}
