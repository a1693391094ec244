package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import java.util.List;

/**
 * A live score, and what was said of it.
 *
 * @param claim the claim
 * @param revision the revision scored, counted from 1
 * @param score the score
 * @param said what names this score, the oldest first; what was taken back is marked. What was said of the claim as a whole is not there
 */
public record DecidedScore(ClaimKey claim, int revision, Scored score, List<Feedback> said) {}
