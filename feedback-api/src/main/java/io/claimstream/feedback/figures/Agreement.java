package io.claimstream.feedback.figures;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How people decided beside the model in some days.
 *
 * @param total every decision of a person
 * @param people those of each, by the name that stands in events
 * @param versions those on the scores of each model version
 * @param automatic scores that policies accepted, which are nobody's decision and not part of the others
 */
public record Agreement(
        AgreementSums total,
        SortedMap<String, AgreementSums> people,
        SortedMap<String, AgreementSums> versions,
        long automatic) {

    /** How the name of an acceptance policy begins in events; its insurer and version follow. */
    public static final String POLICY = "policy:";

    /** What stands in events between who decided and the second person who approved it. */
    public static final String APPROVED_BY = ", approved by ";

    /** Decisions of one person on the scores of one version. */
    record Part(String person, String version, AgreementSums sums) {}

    static Agreement of(List<Part> parts, long automatic) {
        SortedMap<String, AgreementSums> people = new TreeMap<>();
        SortedMap<String, AgreementSums> versions = new TreeMap<>();
        for (Part part : parts) {
            people.merge(part.person(), part.sums(), AgreementSums::plus);
            versions.merge(part.version(), part.sums(), AgreementSums::plus);
        }
        AgreementSums total = parts.stream().map(Part::sums).reduce(AgreementSums.NONE, AgreementSums::plus);
        return new Agreement(total, people, versions, automatic);
    }

    /** What points to somebody trusting the model without looking. */
    public List<BiasWatch> watch(Map.Entry<String, AgreementSums> person) {
        return BiasWatch.of(person.getValue(), total.minus(person.getValue()));
    }
}
