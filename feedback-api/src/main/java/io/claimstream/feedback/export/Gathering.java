package io.claimstream.feedback.export;

import io.claimstream.feedback.view.ReadModel;
import org.jdbi.v3.core.Handle;

/**
 * What an export is gathered with.
 *
 * @param handle a transaction in which the tables stand still
 * @param own the accepted revisions that name the claimant
 * @param log the log
 * @param opener opens what is sealed for the claimant
 * @param readModel answers which models learned from a claim
 * @param out where to
 */
record Gathering(Handle handle, OwnRevisions own, LogReader log, Opener opener, ReadModel readModel, Counted out) {}
