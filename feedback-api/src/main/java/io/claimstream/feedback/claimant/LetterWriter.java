package io.claimstream.feedback.claimant;

import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.claimant.ClaimantLetter.Fact;
import io.claimstream.feedback.claimant.ClaimantLetter.Line;
import io.claimstream.feedback.claimant.ClaimantLetter.Section;
import io.claimstream.feedback.claimant.LetterFacts.Change;
import io.claimstream.feedback.policy.LetterProfile;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.model.Metrics;
import io.claimstream.model.counterfactual.Counterfactual;
import io.claimstream.model.counterfactual.Counterfactual.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes letters to claimants. The same facts give the same letter. Pure. */
public final class LetterWriter {

    private final LetterFacts facts;
    private final ClaimScored score;
    private final Optional<ReviewAnswer> answer;

    private LetterWriter(LetterFacts facts, Optional<ReviewAnswer> answer) {
        this.facts = facts;
        this.score = facts.explained().score();
        this.answer = answer;
    }

    /** The letter that explains a score. */
    public static ClaimantLetter explain(LetterFacts facts) {
        LetterWriter writer = new LetterWriter(facts, Optional.empty());
        List<Section> sections = new ArrayList<>(writer.explanation());
        sections.add(writer.contest());
        return writer.letter(LetterWords.TITLE, sections);
    }

    /**
     * The letter that answers who contested a score, with its explanation.
     *
     * @param answer what came of it
     */
    public static ClaimantLetter answer(LetterFacts facts, ReviewAnswer answer) {
        LetterWriter writer = new LetterWriter(facts, Optional.of(answer));
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(LetterWords.REVIEW, writer.review(answer)));
        sections.addAll(writer.explanation());
        return writer.letter(LetterWords.ANSWER_TITLE, sections);
    }

    private ClaimantLetter letter(String title, List<Section> sections) {
        return new ClaimantLetter(
                title,
                facts.profile().map(LetterProfile::sender).orElse(LetterWords.NO_SENDER),
                List.of(
                        new Fact(LetterWords.CLAIM, score.getClaimId()),
                        new Fact(LetterWords.SENT, LetterWords.day(facts.submittedAt())),
                        new Fact(LetterWords.VERSION, String.valueOf(score.getRevision()))),
                sections,
                missing());
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (facts.profile().isEmpty()) {
            missing.addAll(List.of("sender", "contact", "contestDays"));
        }
        if (answer.filter(LetterWriter::isAnswerMissing).isPresent()) {
            missing.add("answer");
        }
        return missing;
    }

    private List<Section> explanation() {
        return List.of(
                Section.of(LetterWords.PROCEDURE, procedure()),
                Section.of(LetterWords.RESULT, result()),
                reasons(),
                Section.of(LetterWords.CHANGE, change()));
    }

    private List<String> procedure() {
        List<String> said = new ArrayList<>();
        said.add(isBaseline() ? LetterWords.claimedOnly() : LetterWords.data());
        if (facts.explained().manifest().isPresent() || !isBaseline()) {
            said.add(LetterWords.model(
                    score.getModelVersion(),
                    facts.publishedAt().map(LetterWords::made).orElse("")));
        } else {
            said.add(LetterWords.NO_MODEL);
        }
        facts.explained().manifest().map(it -> error(it.holdout())).ifPresent(said::add);
        said.add(LetterWords.NOT_USED);
        if (!isOvertaken()) {
            said.add(facts.standing().map(this::decided).orElse(LetterWords.UNDECIDED));
        }
        if (!facts.isCurrent()) {
            said.add(LetterWords.NEWER);
        }
        return said;
    }

    /** Whether the review gave another amount than what stands on this score, and that one counts: a letter names one amount only. */
    private boolean isOvertaken() {
        return answer.filter(it -> it.outcome() == ReviewAnswer.Outcome.CHANGED)
                .filter(it -> it.amount().isPresent() && given(it).isPresent() && !isGiven(it))
                .isPresent();
    }

    /** The amount that a review gave, as far as it still counts: not where the claim is settled for another one, or another was given since. */
    private Optional<BigDecimal> given(ReviewAnswer answer) {
        return answer.amount()
                .filter(amount -> isGiven(answer)
                        || facts.standing()
                                .filter(it -> it.said().kind() == FeedbackKind.SETTLED
                                        || it.said().eventTime().isAfter(answer.answeredAt()))
                                .isEmpty());
    }

    /** Whether what stands is of the very amount of a review. */
    private boolean isGiven(ReviewAnswer answer) {
        return facts.standing()
                .flatMap(it -> Optional.ofNullable(it.said().amount()))
                .filter(it -> answer.amount()
                        .filter(given -> given.compareTo(it) == 0)
                        .isPresent())
                .isPresent();
    }

    private boolean isBaseline() {
        return score.getModelVersion().equals(SlotHistory.BASELINE)
                || facts.change()
                        .none()
                        .filter(it -> it == LetterFacts.None.NO_MODEL)
                        .isPresent();
    }

    private static String error(Metrics error) {
        return LetterWords.error(error.rows(), percent(error.mape()), percent(error.medianApe()));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private String decided(Feedback standing) {
        var at = standing.said().eventTime();
        String amount =
                Optional.ofNullable(standing.said().amount()).map(this::money).orElse("");
        if (standing.said().kind() == FeedbackKind.SETTLED) {
            return LetterWords.settled(at, amount);
        }
        if (standing.actor().startsWith(Decision.POLICY)) {
            return LetterWords.byPolicy(at);
        }
        if (standing.said().kind() == FeedbackKind.CORRECTED) {
            return facts.isByAPerson() ? LetterWords.corrected(at, amount) : LetterWords.notedAmount(at, amount);
        }
        return facts.isByAPerson() ? LetterWords.agreed(at) : LetterWords.noted(at);
    }

    private List<String> result() {
        return List.of(
                isBaseline()
                        ? LetterWords.sum(money(score.getEstimate()))
                        : LetterWords.estimate(money(score.getEstimate())),
                score.getInterval()
                        .map(it -> LetterWords.range(
                                money(it.getLower()),
                                money(it.getUpper()),
                                BigDecimal.valueOf(it.getNominalCoverage())
                                        .movePointRight(2)
                                        .setScale(0, RoundingMode.HALF_EVEN)
                                        .toPlainString()))
                        .orElse(LetterWords.NO_RANGE));
    }

    private Section reasons() {
        Explained explained = facts.explained();
        if (explained.reasons().isEmpty()) {
            return Section.of(LetterWords.REASONS, List.of(LetterWords.NO_REASONS));
        }
        List<Line> lines = new MainReasons(explained).lines();
        return new Section(
                LetterWords.REASONS,
                List.of(LetterWords.reasons()),
                lines,
                explained.isComplete() ? List.of() : List.of(LetterWords.SOME_REASONS));
    }

    private List<String> change() {
        Change change = facts.change();
        if (change.found().isEmpty()) {
            return List.of(isBaseline() ? LetterWords.CHANGE_NO_MODEL : LetterWords.CHANGE_GONE);
        }
        Counterfactual found = change.found().get();
        if (found.outcome() == Outcome.NONE_FOUND || found.changes().isEmpty()) {
            return List.of(LetterWords.noRaise(money(change.target())));
        }
        String changes = found.changes().stream()
                .map(it -> ReasonWords.change(it, score.getCurrency()))
                .collect(Collectors.joining(", and "));
        return List.of(LetterWords.raise(money(change.target()), changes, money(found.estimate())), LetterWords.TRUTH);
    }

    private Section contest() {
        List<String> said = new ArrayList<>();
        said.add(LetterWords.askAPerson(facts.standing()
                .filter(it -> !it.actor().startsWith(Decision.POLICY) && !facts.isByAPerson())
                .isPresent()));
        said.add(LetterWords.contact(facts.profile().map(LetterProfile::contact).orElse(LetterWords.NO_CONTACT)));
        facts.profile().map(LetterProfile::contestDays).map(LetterWords::within).ifPresent(said::add);
        said.add(LetterWords.answered(
                facts.profile().map(LetterProfile::answerDays).orElse(LetterProfile.USUAL_ANSWER_DAYS)));
        return Section.of(LetterWords.CONTEST, said);
    }

    private List<String> review(ReviewAnswer answer) {
        List<String> said = new ArrayList<>();
        said.add(LetterWords.received(answer.receivedAt()));
        switch (answer.outcome()) {
            case WITHDRAWN -> said.add(LetterWords.withdrawn(answer.answeredAt()));
            case ERASED -> said.add(LetterWords.erased(answer.answeredAt()));
            case UPHELD -> {
                said.add(LetterWords.reviewed(answer.answeredAt(), answer.isDeciderUnknown()));
                said.add(LetterWords.UPHELD);
            }
            case CHANGED -> {
                said.add(LetterWords.reviewed(answer.answeredAt(), answer.isDeciderUnknown()));
                said.add(given(answer).map(it -> LetterWords.changed(money(it))).orElse(LetterWords.CHANGED));
            }
        }
        if (isAnswerMissing(answer)) {
            said.add(LetterWords.NO_ANSWER);
        }
        answer.text().lines().filter(it -> !it.isBlank()).forEach(said::add);
        return said;
    }

    /** Whoever is erased got no words. */
    private static boolean isAnswerMissing(ReviewAnswer answer) {
        return answer.text().isBlank() && answer.outcome() != ReviewAnswer.Outcome.ERASED;
    }

    private String money(BigDecimal amount) {
        return PlainMoney.of(amount, score.getCurrency());
    }
}
