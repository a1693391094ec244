package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.policy.AcceptanceRule;
import io.claimstream.feedback.policy.AuthorityLimit;
import io.claimstream.feedback.policy.LetterProfile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is to be laid down. */
final class PolicyRequestReader {

    private static final int MOST = 100;
    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final Pattern LINE = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,120}");
    private static final Pattern CONTACT = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,300}");
    private static final Role[] ROLES = {Role.ADJUSTER, Role.ADMINISTRATOR};

    private PolicyRequestReader() {}

    static List<AcceptanceRule> rules(JsonNode json) {
        Fields fields = new Fields(json, Set.of("rules"));
        JsonNode array = json.path("rules");
        if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
            String code = array.isMissingNode() ? "MISSING" : array.isArray() ? "OUT_OF_RANGE" : "WRONG_TYPE";
            fields.add(List.of(new Field("/rules", code, "1 to " + MOST + " rules; DELETE to accept nothing")));
        }
        fields.done();
        List<AcceptanceRule> rules = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/rules/" + i;
            try {
                AcceptanceRule rule = rule(array.get(i));
                if (!named.add(rule.lineOfBusiness() + "|" + rule.currency())) {
                    fields.add(List.of(new Field(pointer, "REPEATED", "one rule for a line of business and currency")));
                }
                rules.add(rule);
            } catch (ProblemException e) {
                fields.add(e.problem().below(pointer).fields());
            }
        }
        fields.done();
        return rules;
    }

    private static AcceptanceRule rule(JsonNode json) {
        Fields fields = new Fields(
                json,
                Set.of(
                        "lineOfBusiness",
                        "currency",
                        "greatestEstimate",
                        "leastConfidence",
                        "greatestRelativeWidth",
                        "leastShareOfClaimed",
                        "reviewShare"));
        String line = fields.optionalText(
                        "lineOfBusiness",
                        it -> it.matches("[A-Za-z0-9_.-]{1,64}"),
                        "a line of business, or nothing for every one")
                .orElse(null);
        String currency = fields.text("currency", it -> it.matches("[A-Z]{3}"), "a currency such as GBP");
        BigDecimal estimate =
                fields.amount("greatestEstimate", "the greatest estimate").orElse(BigDecimal.ZERO);
        BigDecimal confidence = fields.share("leastConfidence", LEAST, BigDecimal.ONE, "a confidence from 0.01 to 1");
        BigDecimal width = fields.share(
                "greatestRelativeWidth",
                BigDecimal.valueOf(100),
                "the width of the interval over the estimate, from 0 to 100");
        BigDecimal claimed = json.has("leastShareOfClaimed")
                ? fields.share(
                        "leastShareOfClaimed",
                        LEAST,
                        BigDecimal.ONE,
                        "the least estimate over the sum claimed, from 0.01 to 1, or nothing for 1")
                : BigDecimal.ONE;
        BigDecimal share = fields.share(
                "reviewShare",
                AcceptanceRule.LEAST_REVIEW_SHARE,
                BigDecimal.ONE,
                "the share that people look at all the same, from 0.01 to 1");
        fields.done();
        return new AcceptanceRule(line, currency, estimate, confidence, width, claimed, share);
    }

    static List<AuthorityLimit> limits(JsonNode json) {
        Fields fields = new Fields(json, Set.of("limits"));
        JsonNode array = json.path("limits");
        if (!array.isArray() || array.size() > MOST) {
            String code = array.isMissingNode() ? "MISSING" : array.isArray() ? "TOO_LONG" : "WRONG_TYPE";
            fields.add(List.of(new Field("/limits", code, "at most " + MOST + " limits; none to have no limit")));
        }
        fields.done();
        List<AuthorityLimit> limits = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/limits/" + i;
            try {
                AuthorityLimit limit = limit(array.get(i));
                if (!named.add(limit.role() + limit.currency())) {
                    fields.add(List.of(new Field(pointer, "REPEATED", "one limit for a role and currency")));
                }
                limits.add(limit);
            } catch (ProblemException e) {
                fields.add(e.problem().below(pointer).fields());
            }
        }
        fields.done();
        return limits;
    }

    static LetterProfile letter(JsonNode json) {
        Fields fields = new Fields(json, Set.of("sender", "contact", "contestDays", "answerDays"));
        List<String> sender = new ArrayList<>();
        JsonNode lines = json.path("sender");
        if (!lines.isArray() || lines.isEmpty() || lines.size() > LetterProfile.MOST_LINES) {
            fields.add(List.of(new Field(
                    "/sender",
                    lines.isMissingNode() ? "MISSING" : lines.isArray() ? "OUT_OF_RANGE" : "WRONG_TYPE",
                    "1 to " + LetterProfile.MOST_LINES + " lines: name and address of the insurer")));
        }
        for (int i = 0; lines.isArray() && i < lines.size(); i++) {
            if (!lines.get(i).isTextual()
                    || !LINE.matcher(lines.get(i).textValue()).matches()) {
                fields.add(List.of(new Field("/sender/" + i, "WRONG_FORM", "a line of 1 to 120 printable characters")));
            } else {
                sender.add(lines.get(i).textValue());
            }
        }
        String contact = fields.text(
                "contact", it -> CONTACT.matcher(it).matches(), "a text of 1 to 300 printable characters in one line");
        boolean isEndless = json.path("contestDays").isMissingNode()
                || json.path("contestDays").isNull();
        int contest = fields.integer("contestDays", 1, 1, LetterProfile.MOST_CONTEST_DAYS);
        int answer = fields.integer("answerDays", LetterProfile.USUAL_ANSWER_DAYS, 1, LetterProfile.MOST_ANSWER_DAYS);
        fields.done();
        return new LetterProfile(sender, contact, isEndless ? null : Integer.valueOf(contest), answer);
    }

    private static AuthorityLimit limit(JsonNode json) {
        Fields fields = new Fields(json, Set.of("role", "currency", "amount"));
        Role role = fields.oneOf("role", ROLES);
        String currency = fields.text("currency", it -> it.matches("[A-Z]{3}"), "a currency such as GBP");
        BigDecimal amount = fields.amount("amount", "the greatest amount that needs nobody else")
                .orElse(BigDecimal.ZERO);
        fields.done();
        return new AuthorityLimit(role, currency, amount);
    }
}
