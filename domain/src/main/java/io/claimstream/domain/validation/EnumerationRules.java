package io.claimstream.domain.validation;

import static io.claimstream.domain.validation.Rule.CURRENCY_UNKNOWN;
import static io.claimstream.domain.validation.Rule.GENDER_UNKNOWN;
import static io.claimstream.domain.validation.Rule.LINE_OF_BUSINESS_UNKNOWN;

import io.claimstream.domain.claim.Currencies;
import io.claimstream.domain.claim.LineOfBusiness;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ProtectedAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules for values out of a known list. Categories of accident and injury have none: an unseen one is "other". */
final class EnumerationRules {

    static final Set<String> GENDERS = Set.of("Male", "Female", "Other");
    private static final String LINES =
            Arrays.stream(LineOfBusiness.values()).map(Enum::name).collect(Collectors.joining(", "));

    private EnumerationRules() {}

    static void check(ClaimSubmitted claim, Findings findings) {
        String line = claim.getLineOfBusiness();
        findings.require(
                line.isBlank() || LineOfBusiness.of(line).isPresent(),
                LINE_OF_BUSINESS_UNKNOWN,
                "lineOfBusiness",
                "one of " + LINES);
        String currency = claim.getCurrency();
        findings.require(
                currency.isBlank() || Currencies.isKnown(currency),
                CURRENCY_UNKNOWN,
                "currency",
                "an ISO 4217 code such as GBP");
        findings.require(
                claim.getProtectedAttributes()
                        .flatMap(ProtectedAttributes::getGender)
                        .map(gender -> gender.isBlank() || GENDERS.contains(gender))
                        .orElse(true),
                GENDER_UNKNOWN,
                "protectedAttributes.gender",
                "Male, Female or Other");
    }
}
