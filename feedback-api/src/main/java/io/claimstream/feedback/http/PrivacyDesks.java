package io.claimstream.feedback.http;

import io.claimstream.feedback.retention.RetentionReport;

/**
 * What pages of privacy work with.
 *
 * @param erasing has claimants erased, and keeps from it those who may not be
 * @param exports hands out what is held on one claimant
 * @param retention tells what is kept how long
 */
public record PrivacyDesks(PrivacyDesk erasing, ExportDesk exports, RetentionReport retention) {

    static PrivacyDesks of(ApiPorts ports) {
        return new PrivacyDesks(
                new PrivacyDesk(ports), new ExportDesk(ports), ports.privacy().retention());
    }
}
