package io.claimstream.domain.validation;

/** Every rule that a submitted claim must keep. The names are the stable codes of {@code claims.rejected.v1}. */
public enum Rule {
    TEXT_BLANK("A required text is not blank.", "it is blank"),
    TEXT_TOO_LONG("A text is no longer than its limit.", "it is longer"),
    TEXT_CONTROL_CHARACTER(
            "A text holds no control characters; descriptions and addresses may hold line breaks and tabs.",
            "it holds a control character"),
    ID_MALFORMED(
            "Insurer and claim id have their character sets, which keep the separator | and control characters out of"
                    + " keys.",
            "it holds another character or is too long"),
    LINE_OF_BUSINESS_UNKNOWN("The line of business is a known one.", "it is not known"),
    CURRENCY_UNKNOWN("The currency is an active ISO 4217 code.", "it is not one"),
    GENDER_UNKNOWN("Gender, where given, is Male, Female or Other.", "it is something else"),
    NUMBER_OUT_OF_RANGE("A number is within its range.", "it is outside"),
    AMOUNT_NEGATIVE("No head of loss is negative.", "it is negative"),
    AMOUNT_TOO_LARGE("No head of loss is above the bound.", "it is larger"),
    TOTAL_TOO_LARGE("The heads of loss together are not above the bound.", "the sum is larger"),
    TIME_TOO_EARLY("No time is before 1990.", "it is earlier"),
    TIME_TOO_LATE(
            "Event time, accident and claim date are at most 24 hours after ingestion; the answer is due within ten"
                    + " years.",
            "it is later"),
    CLAIM_BEFORE_ACCIDENT("The claim date is not before the accident.", "it is earlier"),
    EVENT_BEFORE_ACCIDENT("The event time is not before the accident.", "it is earlier"),
    DUE_BEFORE_CLAIM("The answer is not due before the claim, or else the accident.", "it is earlier"),
    INJURY_OUT_OF_LINE(
            "A line of business without injuries claims no general damages and describes no injury.", "it is present"),
    UPLIFT_WITHOUT_GENERAL(
            "An uplift of general damages stands on general damages: not both of them are known to be zero.",
            "both are zero"),
    CLAIMANT_IS_PROVIDER("Claimant and provider are not the same reference.", "it is the claimant's reference"),
    STALE_REVISION("A revision is not older than one already accepted.", "a later revision is already accepted"),
    REVISION_CONFLICT(
            "A revision already accepted does not come again with other content.",
            "the same revision is already accepted with other content");

    private final String meaning;
    private final String fault;

    Rule(String meaning, String fault) {
        this.meaning = meaning;
        this.fault = fault;
    }

    /** What the rule asks, as a sentence. */
    public String meaning() {
        return meaning;
    }

    /** The message of a violation: what was expected, and what was wrong; never the value itself. */
    String message(String expected) {
        return "Expected " + expected + ", but " + fault + ".";
    }
}
