package io.claimstream.feedback.figures;

import org.jspecify.annotations.Nullable;

/**
 * Which claims figures are of; null for all of them.
 *
 * @param insurer whose claims
 * @param lineOfBusiness line of business
 * @param currency ISO 4217 code
 */
public record Scope(@Nullable String insurer, @Nullable String lineOfBusiness, @Nullable String currency) {

    /** Whether claims of some lines of business or currencies only are meant: of a submission neither is known. */
    public boolean isNarrow() {
        return lineOfBusiness != null || currency != null;
    }
}
