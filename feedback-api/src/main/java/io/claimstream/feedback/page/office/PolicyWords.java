package io.claimstream.feedback.page.office;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.policy.AcceptanceRule;
import io.claimstream.feedback.policy.Policies;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies in words. */
record PolicyWords(Reader reader, Names names) {

    private static final String OFF = "Off: every score waits for a person.";
    private static final String NO_LIMIT = "No limit.";

    PolicyLine line(String insurer, @Nullable Policy acceptance, Policy authority) {
        return new PolicyLine(
                insurer,
                insurer.equals(Policies.ALL) ? "All insurers" : insurer,
                acceptance == null ? "" : String.join(" ", sentences(acceptance, PolicyKind.ACCEPTANCE)),
                String.join(" ", sentences(authority, PolicyKind.AUTHORITY)));
    }

    PolicyView acceptance(Policy policy) {
        List<PolicyItem> items = new ArrayList<>();
        items(policy, "rules")
                .forEach(it -> items.add(new PolicyItem(
                        it.path("lineOfBusiness").asText(""),
                        it.path("currency").asText(),
                        "",
                        rule(it))));
        return new PolicyView(policy.version(), changed(policy), items);
    }

    PolicyView authority(Policy policy) {
        return new PolicyView(policy.version(), changed(policy), limits(policy));
    }

    List<PolicyItem> limits(Policy policy) {
        List<PolicyItem> items = new ArrayList<>();
        items(policy, "limits")
                .forEach(it -> items.add(new PolicyItem(
                        "", it.path("currency").asText(), it.path("role").asText(), limit(it))));
        return items;
    }

    /** What a policy says. */
    List<String> sentences(Policy policy, PolicyKind kind) {
        JsonNode document = policy.document();
        return document == null ? List.of(kind == PolicyKind.ACCEPTANCE ? OFF : NO_LIMIT) : sentences(document, kind);
    }

    /** What would be laid down. */
    List<String> sentences(JsonNode json, PolicyKind kind) {
        List<String> sentences = new ArrayList<>();
        json.path("rules").forEach(it -> sentences.add(rule(it)));
        json.path("limits").forEach(it -> sentences.add(limit(it)));
        return sentences.isEmpty() ? List.of(kind == PolicyKind.ACCEPTANCE ? OFF : NO_LIMIT) : sentences;
    }

    private String rule(JsonNode rule) {
        String line = rule.path("lineOfBusiness").asText("");
        String currency = rule.path("currency").asText();
        return (line.isEmpty() ? "Every line of business" : Words.of(line)) + " in " + currency + ": accepted up to "
                + reader.money(rule.path("greatestEstimate").decimalValue(), currency)
                + ", when the confidence is at least "
                + reader.share(rule.path("leastConfidence").asDouble()) + " and the interval at most "
                + reader.share(rule.path("greatestRelativeWidth").asDouble()) + " of the estimate wide." + claimed(rule)
                + drawn(rule);
    }

    private String claimed(JsonNode rule) {
        double least = rule.path("leastShareOfClaimed").asDouble(1);
        return least < 1
                ? " Estimates down to " + reader.share(least)
                        + " of what was claimed are accepted: that gives claimants less without a person."
                : " An estimate below what was claimed waits for a person.";
    }

    private String drawn(JsonNode rule) {
        double share = Math.max(rule.path("reviewShare").asDouble(), AcceptanceRule.LEAST_REVIEW_SHARE.doubleValue());
        return " Of these " + reader.share(share) + ", drawn by lot, wait for a person.";
    }

    private String limit(JsonNode limit) {
        String currency = limit.path("currency").asText();
        return Words.of(limit.path("role").asText(Role.ADJUSTER.name())) + ": alone up to "
                + reader.money(limit.path("amount").decimalValue(), currency) + ".";
    }

    private String changed(Policy policy) {
        return Optional.ofNullable(policy.changed())
                .map(it -> "Changed last by " + names.apply(it.by()) + ", " + reader.time(it.at()) + ".")
                .orElse("Nobody has laid one down yet.");
    }

    private static List<JsonNode> items(Policy policy, String name) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode document = policy.document();
        if (document != null) {
            document.path(name).forEach(items::add);
        }
        return items;
    }
}
