package io.claimstream.model;

import java.time.Instant;

/**
 * Where a model came from that was not trained here. Who gave it knows what it learned from; nobody here does.
 *
 * @param uploadedBy account or API key that uploaded it
 * @param uploadedAt when
 * @param reason why, in the words of who did
 * @param sha256 SHA-256 of the file as it came, lower-case hexadecimal
 * @param bytes size of the file as it came
 * @param xgboost version of XGBoost that wrote it; empty when the file does not say
 * @param goldenRows rows that came with it, on which it gave the margins that it should
 */
public record UploadOrigin(
        String uploadedBy,
        Instant uploadedAt,
        String reason,
        String sha256,
        int bytes,
        String xgboost,
        int goldenRows) {

    /** What trained it, for people. */
    public String engine() {
        return xgboost.isEmpty() ? "elsewhere" : "elsewhere, XGBoost " + xgboost;
    }
}
