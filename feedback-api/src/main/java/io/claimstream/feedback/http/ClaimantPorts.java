package io.claimstream.feedback.http;

/**
 * What claimants are told with, on pages.
 *
 * @param desk writes letters
 * @param letters gives them as files
 * @param contests takes what claimants contest
 */
public record ClaimantPorts(ClaimantDesk desk, ClaimantLetters letters, ContestDesk contests) {}
