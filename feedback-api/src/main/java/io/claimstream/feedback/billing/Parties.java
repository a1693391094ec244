package io.claimstream.feedback.billing;

import java.util.regex.Pattern;

/**
 * Who bills whom, as it stands on the invoice: name, address, tax numbers, in lines. Immutable.
 *
 * @param from who bills
 * @param to who is billed
 */
public record Parties(String from, String to) {

    private static final int MOST = 500;
    private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]*(\n[^\\p{Cntrl}\\p{Cs}]*){0,9}");

    public Parties {
        if (!isParty(from) || !isParty(to)) {
            throw new IllegalArgumentException("Expected names and addresses.");
        }
    }

    /** Whether a text can be one of them: up to 10 lines, {@value #MOST} characters altogether, not blank. */
    public static boolean isParty(String text) {
        return text.length() <= MOST && !text.isBlank() && FORM.matcher(text).matches();
    }
}
