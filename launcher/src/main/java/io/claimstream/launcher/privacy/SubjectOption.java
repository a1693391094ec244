package io.claimstream.launcher.privacy;

import io.claimstream.launcher.command.WrongUseException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is meant: the claimant of a claim, or of a pseudonym. One of the two. */
final class SubjectOption {

    @Option(
            names = "--claim",
            required = true,
            paramLabel = "INSURER/CLAIM",
            description = "The claimant of the newest accepted revision of a claim.")
    private @Nullable String claim;

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "INSURER/PSEUDONYM",
            description = "The claimant of a pseudonym, as it stands on claims.accepted.v1.")
    private @Nullable String subject;

    /** As a part of a query of the API. */
    String query() {
        return claim != null ? query("claim", claim) : query("subject", subject == null ? "" : subject);
    }

    private static String query(String name, String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new WrongUseException("Expected --" + name + " such as acme/c-1, but got '" + text + "'.");
        }
        return "insurer=" + encoded(text.substring(0, slash)) + "&" + name + "=" + encoded(text.substring(slash + 1));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
