package io.claimstream.feedback.page.claim;

import io.claimstream.domain.counterfactual.PreviewField;
import io.claimstream.domain.feature.HeadFeature;
import io.claimstream.event.ClaimAccepted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A fact of a claim as people see it. Immutable.
 *
 * @param part what it belongs to
 * @param path path of the field, such as {@code injury.whiplash}
 * @param words how people call it
 * @param form how its values are written, and asked for
 * @param value what a claim states; empty when it states nothing
 */
record FactField(Part part, String path, String words, Form form, Function<ClaimAccepted, Optional<?>> value) {

    /** What facts belong to. */
    enum Part {
        CLAIM("Claim"),
        ACCIDENT("Accident"),
        INJURY("Injury"),
        HEADS_OF_LOSS("Amounts claimed");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** How values are written. */
    enum Form {
        TEXT,
        /** A name in capitals, told in words. */
        CODE,
        /** Whole number. */
        COUNT,
        AMOUNT,
        FLAG,
        TIME,
        /** Enough of it to tell two apart. */
        PSEUDONYM
    }

    /** Every fact that a page shows, in its order. Sealed texts are nobody's to read here, and age and gender are on no accepted claim. */
    static final List<FactField> ALL = Stream.of(claim(), accident(), injury(), heads())
            .flatMap(List::stream)
            .toList();

    /** What people call the field that a place in a request names, such as {@code /changes/injury.whiplash}. */
    static String words(String pointer) {
        String path = pointer.substring(pointer.lastIndexOf('/') + 1);
        return ALL.stream()
                .filter(it -> it.path().equals(path))
                .map(FactField::words)
                .findFirst()
                .orElse("The facts");
    }

    /** Whether a what-if may change it. */
    boolean isChangeable() {
        return PreviewField.of(path) == PreviewField.CHANGEABLE;
    }

    private static List<FactField> claim() {
        return List.of(
                of("lineOfBusiness", "Line of business", Form.CODE, it -> Optional.of(it.getLineOfBusiness())),
                of("currency", "Currency", Form.TEXT, it -> Optional.of(it.getCurrency())),
                of("claimDate", "Claim made", Form.TIME, ClaimAccepted::getClaimDate),
                of("eventTime", "This revision came about", Form.TIME, it -> Optional.of(it.getEventTime())),
                of("answerDueAt", "Answer due", Form.TIME, ClaimAccepted::getAnswerDueAt),
                of("submittingSystem", "Submitted by", Form.TEXT, it -> Optional.of(it.getSubmittingSystem())),
                of("policyPseudonym", "Policy (pseudonym)", Form.PSEUDONYM, it -> Optional.of(it.getPolicyPseudonym())),
                of(
                        "claimantPseudonym",
                        "Claimant (pseudonym)",
                        Form.PSEUDONYM,
                        it -> Optional.of(it.getClaimantPseudonym())),
                of("providerPseudonym", "Provider (pseudonym)", Form.PSEUDONYM, ClaimAccepted::getProviderPseudonym));
    }

    private static FactField of(String path, String words, Form form, Function<ClaimAccepted, Optional<?>> value) {
        return new FactField(Part.CLAIM, path, words, form, value);
    }

    private static List<FactField> accident() {
        return List.of(
                accident("type", "Kind of accident", Form.TEXT, it -> it.getAccident()
                        .getType()),
                accident("date", "When it happened", Form.TIME, it -> it.getAccident()
                        .getDate()),
                accident("weather", "Weather", Form.TEXT, it -> it.getAccident().getWeather()),
                accident("vehicleType", "Claimant's vehicle", Form.TEXT, it -> it.getAccident()
                        .getVehicleType()),
                accident("vehicleAgeYears", "Age of the vehicle in years", Form.COUNT, it -> it.getAccident()
                        .getVehicleAgeYears()),
                accident("passengers", "Passengers", Form.COUNT, it -> it.getAccident()
                        .getPassengers()),
                accident("policeReportFiled", "Police report filed", Form.FLAG, it -> it.getAccident()
                        .getPoliceReportFiled()),
                accident("witnessPresent", "Witness present", Form.FLAG, it -> it.getAccident()
                        .getWitnessPresent()));
    }

    private static FactField accident(
            String name, String words, Form form, Function<ClaimAccepted, Optional<?>> value) {
        return new FactField(Part.ACCIDENT, "accident." + name, words, form, value);
    }

    private static List<FactField> injury() {
        return List.of(
                injury("prognosis", "Prognosis", Form.TEXT, it -> it.getInjury().getPrognosis()),
                injury("dominantInjury", "Dominant injury", Form.TEXT, it -> it.getInjury()
                        .getDominantInjury()),
                injury("whiplash", "Whiplash", Form.FLAG, it -> it.getInjury().getWhiplash()),
                injury("minorPsychologicalInjury", "Minor psychological injury", Form.FLAG, it -> it.getInjury()
                        .getMinorPsychologicalInjury()),
                injury("exceptionalCircumstances", "Exceptional circumstances", Form.FLAG, it -> it.getInjury()
                        .getExceptionalCircumstances()));
    }

    private static FactField injury(String name, String words, Form form, Function<ClaimAccepted, Optional<?>> value) {
        return new FactField(Part.INJURY, "injury." + name, words, form, value);
    }

    private static List<FactField> heads() {
        return HeadFeature.ALL.stream()
                .map(head -> new FactField(
                        Part.HEADS_OF_LOSS,
                        "headsOfLoss." + head.head().field(),
                        head.words(),
                        Form.AMOUNT,
                        it -> head.head().of(it.getHeadsOfLoss())))
                .toList();
    }
}
