package io.claimstream.feedback.view;

import io.claimstream.event.RecordRef;

/**
 * A revision that passed validation.
 *
 * @param number counted from 1
 * @param place where it stands on claims.accepted.v1
 */
public record AcceptedRevision(int number, RecordRef place) {}
