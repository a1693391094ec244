package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller has seen of what it edits: {@code If-Match} (RFC 9110). A weak tag matches nothing; {@code *} matches whatever is there. Immutable.
 *
 * @param tags strong tags, as they stand in the header
 * @param isAny whether every version will do
 */
record Precondition(Set<String> tags, boolean isAny) {

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e]*\")");
    private static final Pattern FORM =
            Pattern.compile("\\s*(W/)?\"[\\x21\\x23-\\x7e]*\"\\s*" + "(,\\s*(W/)?\"[\\x21\\x23-\\x7e]*\"\\s*)*");
    private static final int LONGEST = 2_000;

    Precondition {
        tags = Set.copyOf(tags);
    }

    /**
     * What the caller has seen.
     *
     * @throws ProblemException when it does not say, or in another form
     */
    static Precondition required(Context context) {
        String header = context.header("If-Match");
        if (header == null) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_REQUIRED, "Expected the header If-Match with the ETag of what is edited.");
        }
        if (header.strip().equals("*")) {
            return new Precondition(Set.of(), true);
        }
        if (header.length() > LONGEST || !FORM.matcher(header).matches()) {
            throw new ProblemException(
                    ProblemCode.INVALID_HEADER, "Expected If-Match with entity tags in quotes, as ETag has them.");
        }
        Set<String> strong = new HashSet<>();
        Matcher tag = TAG.matcher(header);
        while (tag.find()) {
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
        }
        return new Precondition(strong, false);
    }

    boolean matches(EntityTag current) {
        return isAny || tags.contains(current.text());
    }

    /**
     * Ends the request unless the caller has seen the version that is there.
     *
     * @param link where to see it
     */
    void require(Context context, EntityTag current, String link) {
        if (!matches(current)) {
            throw failed(context, current, "Expected the version that is there now; see it again.", link);
        }
    }

    /** Someone else was faster. */
    static ProblemException failed(Context context, EntityTag current, String detail, String link) {
        current.into(context);
        return new ProblemException(
                Problem.of(ProblemCode.PRECONDITION_FAILED, detail).withLink(link));
    }
}
