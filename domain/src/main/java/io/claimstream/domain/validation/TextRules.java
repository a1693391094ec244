package io.claimstream.domain.validation;

import static io.claimstream.domain.validation.Rule.ID_MALFORMED;
import static io.claimstream.domain.validation.Rule.TEXT_BLANK;
import static io.claimstream.domain.validation.Rule.TEXT_CONTROL_CHARACTER;
import static io.claimstream.domain.validation.Rule.TEXT_TOO_LONG;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.ProtectedAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rules for texts: there where required, not too long, nothing unprintable. */
final class TextRules {

    private static final int REFERENCE = 200;
    private static final int CATEGORY = 200;
    private static final int FREE_TEXT = 10_000;

    /** How often a text must be there and what it may hold. */
    enum Kind {
        REQUIRED,
        OPTIONAL,
        OPTIONAL_MULTILINE
    }

    /** A text of a claim, its kind and its longest length in characters. */
    record Text(String path, Kind kind, int maxLength, Function<ClaimSubmitted, Optional<String>> getter) {}

    /** Insurer and claim id are missing here: they have a form of their own. */
    static final List<Text> TEXTS = List.of(
            required("submittingSystem", REFERENCE, ClaimSubmitted::getSubmittingSystem),
            required("policy", REFERENCE, ClaimSubmitted::getPolicy),
            required("claimant", REFERENCE, ClaimSubmitted::getClaimant),
            required("lineOfBusiness", REFERENCE, ClaimSubmitted::getLineOfBusiness),
            required("currency", REFERENCE, ClaimSubmitted::getCurrency),
            optional("provider", REFERENCE, ClaimSubmitted::getProvider),
            optional("accident.type", CATEGORY, claim -> claim.getAccident().getType()),
            optional("accident.weather", CATEGORY, claim -> claim.getAccident().getWeather()),
            optional("accident.vehicleType", CATEGORY, claim -> claim.getAccident()
                    .getVehicleType()),
            optional("injury.prognosis", CATEGORY, claim -> claim.getInjury().getPrognosis()),
            optional("injury.dominantInjury", CATEGORY, claim -> claim.getInjury()
                    .getDominantInjury()),
            multiline("accidentDescription", ClaimSubmitted::getAccidentDescription),
            multiline("injuryDescription", ClaimSubmitted::getInjuryDescription),
            optional("personal.name", REFERENCE, claim -> claim.getPersonal().flatMap(PersonalBlock::getName)),
            optional("personal.email", REFERENCE, claim -> claim.getPersonal().flatMap(PersonalBlock::getEmail)),
            optional("personal.phone", REFERENCE, claim -> claim.getPersonal().flatMap(PersonalBlock::getPhone)),
            multiline("personal.address", claim -> claim.getPersonal().flatMap(PersonalBlock::getAddress)),
            optional("protectedAttributes.gender", CATEGORY, claim -> claim.getProtectedAttributes()
                    .flatMap(ProtectedAttributes::getGender)));

    private TextRules() {}

    static void check(ClaimSubmitted claim, Findings findings) {
        checkId(claim.getInsurer(), ClaimKey.isInsurer(claim.getInsurer()), "insurer", ClaimKey.INSURER_FORM, findings);
        checkId(
                claim.getClaimId(),
                ClaimKey.isClaimId(claim.getClaimId()),
                "claimId",
                ClaimKey.CLAIM_ID_FORM,
                findings);
        for (Text text : TEXTS) {
            checkText(text, text.getter().apply(claim), findings);
        }
    }

    private static void checkId(String id, boolean wellFormed, String path, String form, Findings findings) {
        findings.require(!id.isBlank(), TEXT_BLANK, path, "a text");
        findings.require(wellFormed || id.isBlank(), ID_MALFORMED, path, form);
    }

    private static void checkText(Text text, Optional<String> value, Findings findings) {
        boolean multiline = text.kind() == Kind.OPTIONAL_MULTILINE;
        boolean blank = value.map(String::isBlank).orElse(true);
        findings.require(!blank || text.kind() != Kind.REQUIRED, TEXT_BLANK, text.path(), "a text");
        findings.require(
                value.map(String::length).orElse(0) <= text.maxLength(),
                TEXT_TOO_LONG,
                text.path(),
                "at most " + text.maxLength() + " characters");
        findings.require(
                value.map(it -> printable(it, multiline)).orElse(true),
                TEXT_CONTROL_CHARACTER,
                text.path(),
                "printable text");
    }

    private static boolean printable(String text, boolean multiline) {
        return text.chars()
                .noneMatch(character ->
                        Character.isISOControl(character) && !(multiline && Character.isWhitespace(character)));
    }

    private static Text required(String path, int maxLength, Function<ClaimSubmitted, String> getter) {
        return new Text(path, Kind.REQUIRED, maxLength, claim -> Optional.of(getter.apply(claim)));
    }

    private static Text optional(String path, int maxLength, Function<ClaimSubmitted, Optional<String>> getter) {
        return new Text(path, Kind.OPTIONAL, maxLength, getter);
    }

    private static Text multiline(String path, Function<ClaimSubmitted, Optional<String>> getter) {
        return new Text(path, Kind.OPTIONAL_MULTILINE, FREE_TEXT, getter);
    }
}
