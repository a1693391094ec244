package io.claimstream.feedback.claimant;

import io.claimstream.feedback.claimant.ClaimantLetter.Line;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.model.FullReasons.GroupReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The way from what is paid on the whole to an estimate: at most {@value #MOST} reasons that raise it and as many that lower it, and everything else as one line, so that the lines add up to the
 * estimate to the hundredth. Pure.
 */
final class MainReasons {

    static final int MOST = 5;

    private final Explained explained;
    private final String currency;

    MainReasons(Explained explained) {
        this.explained = explained;
        this.currency = explained.score().getCurrency();
    }

    List<Line> lines() {
        List<GroupReason> up = largest(it -> it.signum() > 0);
        List<GroupReason> down = largest(it -> it.signum() < 0);
        BigDecimal base = explained.score().getBaseValue();
        BigDecimal estimate = explained.score().getEstimate();
        List<Line> lines = new ArrayList<>();
        if (base.signum() != 0) {
            lines.add(new Line(LetterWords.START, PlainMoney.of(base, currency), true));
        }
        BigDecimal at = base;
        for (List<GroupReason> some : List.of(up, down)) {
            for (GroupReason reason : some) {
                lines.add(line(ReasonWords.of(reason.group(), values(), currency), reason.amount()));
                at = at.add(reason.amount());
            }
        }
        BigDecimal others = estimate.subtract(at);
        if (others.signum() != 0) {
            lines.add(line(LetterWords.EVERYTHING_ELSE, others));
        }
        lines.add(new Line(LetterWords.ESTIMATE, PlainMoney.of(estimate, currency), true));
        return lines;
    }

    private Line line(String text, BigDecimal amount) {
        return new Line(text, PlainMoney.part(amount, currency), false);
    }

    private Optional<List<Float>> values() {
        return explained.features().map(it -> it.getValues());
    }

    /** Reasons of one amount keep the order in which they are told. */
    private List<GroupReason> largest(Predicate<BigDecimal> side) {
        return explained.reasons().stream()
                .filter(it -> side.test(it.amount()))
                .sorted(Comparator.comparing((GroupReason it) -> it.amount().abs())
                        .reversed())
                .limit(MOST)
                .toList();
    }
}
