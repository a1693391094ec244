package io.claimstream.feedback.http;

import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.exercise.Exercises;
import io.claimstream.feedback.policy.Acceptance;
import io.claimstream.feedback.policy.Authority;
import io.claimstream.feedback.policy.LetterProfiles;
import io.claimstream.feedback.queue.ReviewQueue;
import io.claimstream.feedback.shown.ShownReasons;
import io.claimstream.platform.seal.Sealer;

/**
 * What deciding on claims works with.
 *
 * @param queue who works on which claim
 * @param authority how far one person's word goes
 * @param acceptance what is accepted without a person
 * @param shown which reasons were shown to whom
 * @param sealer seals notes
 * @param contests what claimants contest
 * @param letters what insurers say of themselves in letters to claimants
 * @param exercises whether people look
 */
public record ReviewPorts(
        ReviewQueue queue,
        Authority authority,
        Acceptance acceptance,
        ShownReasons shown,
        Sealer sealer,
        Contests contests,
        LetterProfiles letters,
        Exercises exercises) {}
