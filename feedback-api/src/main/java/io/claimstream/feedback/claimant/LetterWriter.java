package io.claimstream.feedback.claimant;

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

    private LetterWriter(LetterFacts facts) {
        this.facts = facts;
        this.score = facts.explained().score();
    }

    /** The letter that explains a score. */
    public static ClaimantLetter explain(LetterFacts facts) {
        LetterWriter writer = new LetterWriter(facts);
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
        LetterWriter writer = new LetterWriter(facts);
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
                facts.profile().isPresent() ? List.of() : List.of("sender", "contact", "contestDays"));
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
        said.add(LetterWords.data());
        if (facts.explained().manifest().isPresent() || !isBaseline()) {
            said.add(LetterWords.model(
                    score.getModelVersion(),
                    facts.publishedAt().map(LetterWords::made).orElse("")));
        } else {
            said.add(LetterWords.NO_MODEL);
        }
        facts.explained().manifest().map(it -> error(it.holdout())).ifPresent(said::add);
        said.add(LetterWords.NOT_USED);
        said.add(facts.standing().map(this::decided).orElse(LetterWords.UNDECIDED));
        if (!facts.isCurrent()) {
            said.add(LetterWords.NEWER);
        }
        return said;
    }

    private boolean isBaseline() {
        return facts.change()
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
        return standing.said().kind() == FeedbackKind.CORRECTED
                ? LetterWords.corrected(at, amount)
                : LetterWords.agreed(at);
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
        said.add(LetterWords.ASK_A_PERSON);
        said.add(LetterWords.contact(facts.profile().map(LetterProfile::contact).orElse(LetterWords.NO_CONTACT)));
        facts.profile().map(LetterProfile::contestDays).map(LetterWords::within).ifPresent(said::add);
        said.add(LetterWords.answered(
                facts.profile().map(LetterProfile::answerDays).orElse(LetterProfile.USUAL_ANSWER_DAYS)));
        return Section.of(LetterWords.CONTEST, said);
    }

    private List<String> review(ReviewAnswer answer) {
        List<String> said = new ArrayList<>();
        said.add(LetterWords.received(answer.receivedAt()));
        if (answer.outcome() == ReviewAnswer.Outcome.WITHDRAWN) {
            said.add(LetterWords.withdrawn(answer.answeredAt()));
        } else {
            said.add(LetterWords.reviewed(answer.answeredAt()));
            said.add(
                    answer.outcome() == ReviewAnswer.Outcome.UPHELD
                            ? LetterWords.UPHELD
                            : answer.amount()
                                    .map(it -> LetterWords.changed(money(it)))
                                    .orElse(LetterWords.CHANGED));
        }
        answer.text().lines().filter(it -> !it.isBlank()).forEach(said::add);
        return said;
    }

    private String money(BigDecimal amount) {
        return PlainMoney.of(amount, score.getCurrency());
    }
}
