package io.claimstream.model.artifact;

/**
 * Why a model is not used.
 *
 * @param code stable code, for metrics and alerts
 * @param detail what was found, in plain words, without any claim's contents
 */
public record Refusal(Code code, String detail) {

    /** Why a model is refused, in the order of the checks. */
    public enum Code {
        /** Chunks or the manifest are missing, doubled with other content, or out of range. */
        INCOMPLETE,
        /** The artifact is larger than any that is taken. */
        TOO_LARGE,
        /** The signing key is not trusted. */
        UNKNOWN_KEY,
        /** The signature does not fit the manifest. */
        BAD_SIGNATURE,
        /** The manifest cannot be read. */
        BAD_MANIFEST,
        /** The version name is not the one that the content gives. */
        WRONG_VERSION,
        /** The artifact is not the one that the manifest names. */
        WRONG_ARTIFACT,
        /** The model is for other features, or another target, than the scorer's. */
        WRONG_FEATURES,
        /** The artifact is not a sound tree model. */
        BAD_STRUCTURE,
        /** The artifact is of a kind that cannot be scored here: DART, categorical splits, several outputs, another objective. */
        UNSUPPORTED,
        /** The process that tried the artifact died, hung or answered no. */
        PROBE_FAILED,
        /** The compiled engine and XGBoost4J do not agree on the golden rows. */
        ENGINES_DIFFER,
        /** The artifact does not give the golden rows their margins. */
        WRONG_GOLDEN_ROWS,
        /** The calibration named for it is unknown or belongs to another version. */
        WRONG_CALIBRATION,
        /** The version was deployed in a slot that it is not for. */
        WRONG_SLOT,
        /** The engine version that a score names is not in this build. */
        UNKNOWN_ENGINE
    }
}
