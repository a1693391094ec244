package io.claimstream.feedback.page;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Addresses of pages, which can be kept and sent to others: no parameter stands in one that says nothing. */
public final class Addresses {

    private Addresses() {}

    /** The address of this page without parameters that say nothing, which forms send along; empty when it has none of them. */
    public static Optional<String> tidied(Context context) {
        boolean isTidy =
                context.queryParamMap().values().stream().flatMap(List::stream).noneMatch(String::isBlank);
        return isTidy ? Optional.empty() : Optional.of(context.path() + behind(query(context, List.of())));
    }

    /** The parameters of this page but some, as they stand behind the question mark; blank when there are none. */
    public static String query(Context context, List<String> without) {
        return context.queryParamMap().entrySet().stream()
                .filter(it -> !without.contains(it.getKey()))
                .filter(it -> !it.getValue().get(0).isBlank())
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue().get(0)))
                .collect(Collectors.joining("&"));
    }

    /** A query behind its question mark; blank for a blank one. */
    public static String behind(String query) {
        return query.isEmpty() ? "" : "?" + query;
    }

    /** The page of a claim; a claim id may hold slashes. */
    public static String claim(String insurer, String claimId) {
        return "/claims/" + insurer + "/" + claimId.replace("/", "%2F");
    }

    /** The form for the next revision of a claim. */
    public static String revised(String insurer, String claimId) {
        return "/submit?insurer=" + encoded(insurer) + "&claimId=" + encoded(claimId);
    }

    /** Where something is done with a claim that waits. */
    public static String queued(String insurer, String claimId, String act) {
        return "/queue/" + insurer + "/" + claimId.replace("/", "%2F") + "/" + act;
    }

    /** The trail of a claim: everything that was done to it. */
    public static String claimTrail(String insurer, String claimId) {
        return "/audit" + claim(insurer, claimId);
    }

    /** The trail of a model version: everything that was done to it. */
    public static String modelTrail(String version) {
        return "/audit/models/" + encoded(version);
    }

    /** A text as it stands in an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
