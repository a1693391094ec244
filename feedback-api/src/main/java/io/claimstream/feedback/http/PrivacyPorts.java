package io.claimstream.feedback.http;

import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.retention.RetentionReport;

/**
 * What looking after personal data works with.
 *
 * @param exports hands out what is held on one claimant
 * @param retention tells what is kept how long
 * @param erasing erases claimants
 */
public record PrivacyPorts(Exports exports, RetentionReport retention, Privacy erasing) {}
