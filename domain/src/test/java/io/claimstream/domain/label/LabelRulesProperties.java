package io.claimstream.domain.label;

import static io.claimstream.domain.label.LabelFacts.corrected;
import static io.claimstream.domain.label.LabelFacts.correctedBy;
import static io.claimstream.domain.label.LabelFacts.feedback;
import static io.claimstream.domain.label.LabelFacts.settled;
import static io.claimstream.domain.label.LabelFacts.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.label.LabelFacts.Fact;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelRulesProperties {

    @Property(tries = 500)
    void shouldEndWithSameLabelInAnyOrderOfArrival(@ForAll("histories") List<Fact> facts, @ForAll Random random) {
        // Given
        List<Fact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);

        // When
        Optional<ClaimLabelled> inOrder = last(facts);
        Optional<ClaimLabelled> outOfOrder = last(shuffled);

        // Then
        assertThat(outOfOrder).isEqualTo(inOrder);
    }

    @Property(tries = 300)
    void shouldWriteNothingWhenEverythingArrivesAgain(@ForAll("histories") List<Fact> facts, @ForAll Random random) {
        // Given
        List<Fact> again = new ArrayList<>(facts);
        Collections.shuffle(again, random);
        List<Fact> twice = new ArrayList<>(facts);
        twice.addAll(again);

        // When
        List<ClaimLabelled> once = LabelFacts.labels(facts);

        // Then
        assertThat(LabelFacts.labels(twice)).isEqualTo(once);
    }

    @Property(tries = 300)
    void shouldNeverWriteSameLabelTwiceInARow(@ForAll("histories") List<Fact> facts) {
        // When
        List<ClaimLabelled> labels = LabelFacts.labels(facts);

        // Then
        assertThat(IntStream.range(1, labels.size()))
                .allSatisfy(i -> assertThat(labels.get(i)).isNotEqualTo(labels.get(i - 1)));
    }

    @Property(tries = 500)
    void shouldCallConflictingExactlyWhatLastWordsOfAdjustersContradict(
            @ForAll("answers") List<Answer> answers, @ForAll boolean isSettled, @ForAll Random random) {
        // Given
        List<Fact> facts = new ArrayList<>(List.of(LabelFacts.features(1), LabelFacts.score(1)));
        for (int i = 0; i < answers.size(); i++) {
            facts.addAll(answers.get(i).facts("f" + i));
        }
        if (isSettled) {
            facts.add(settled("s", 3, "500.00"));
        }
        facts.addAll(facts.subList(0, facts.size() / 2));
        Collections.shuffle(facts, random);

        // When
        Optional<ClaimLabelled> label = last(facts);

        // Then
        assertThat(label.map(it -> it.getFlags().orElseThrow().contains(LabelFlag.CONFLICTING.name()))
                        .orElse(false))
                .as("%s", facts)
                .isEqualTo(!isSettled && lastWords(answers).size() > 1);
    }

    /** What an adjuster says of the claim's only revision, and whether it is taken back later. */
    record Answer(int adjuster, int day, int pounds, boolean isWithdrawn) {

        List<Fact> facts(String id) {
            Fact said = correctedBy("adjuster-" + adjuster, id, day, pounds + ".00");
            return isWithdrawn ? List.of(said, withdrawn("w" + id, 20, id)) : List.of(said);
        }
    }

    /** The rule told in another way: the amounts that stand when every adjuster's answers are gone through by time. */
    private static Set<Integer> lastWords(List<Answer> answers) {
        Map<Integer, Integer> words = new TreeMap<>();
        answers.stream()
                .sorted(Comparator.comparing(Answer::day))
                .filter(it -> !it.isWithdrawn())
                .forEach(it -> words.put(it.adjuster(), it.pounds()));
        return Set.copyOf(words.values());
    }

    /** Up to nine answers by three adjusters. */
    @Provide
    Arbitrary<List<Answer>> answers() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(2, 9),
                        Arbitraries.of(700, 800, 900),
                        Arbitraries.of(false, false, true))
                .as(Answer::new)
                .list()
                .ofMaxSize(9);
    }

    /** Up to three revisions and twelve feedbacks, distinct ids, redelivered now and then. */
    @Provide
    Arbitrary<List<Fact>> histories() {
        Arbitrary<Integer> revision = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 11);
        return Arbitraries.oneOf(
                        revision.map(LabelFacts::features),
                        revision.map(LabelFacts::score),
                        number.map(LabelRulesProperties::saying))
                .list()
                .ofMinSize(4)
                .ofMaxSize(20);
    }

    /** The same number always says the same, as a redelivery does. */
    private static Fact saying(int number) {
        return switch (number) {
            case 0 -> settled("f0", 2, "1000.00");
            case 1 -> settled("f1", 2, "1001.00");
            case 2 -> settled("f2", 0, "1002.00");
            case 3 ->
                feedback("f3", FeedbackKind.SETTLED, 9, it -> it.setRevision(2).setAmount(BigDecimal.ONE));
            case 4 -> corrected("f4", 5, "900.00");
            case 5 ->
                feedback("f5", FeedbackKind.CORRECTED, 6, it -> it.setScoreId("s_1")
                        .setAmount(BigDecimal.TEN));
            case 6 -> withdrawn("f6", 7, "f3");
            case 7 -> withdrawn("f7", 8, "f0");
            case 10 -> correctedBy("adjuster-8", "f10", 6, "950.00");
            case 11 -> correctedBy("adjuster-9", "f11", 4, "99999.00");
            case 8 -> feedback("f8", FeedbackKind.WITHDRAWN, 6, it -> it.setScoreId("s_1"));
            default -> feedback("f9", FeedbackKind.ACCEPTED, 6, it -> it.setScoreId("s_1"));
        };
    }

    /** The label that stands; a withdrawn one stands no more than one never written. */
    private static Optional<ClaimLabelled> last(List<Fact> facts) {
        List<ClaimLabelled> labels = LabelFacts.labels(facts);
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(labels.get(labels.size() - 1)).filter(it -> it.getLabelKind() != LabelKind.WITHDRAWN);
    }
}
