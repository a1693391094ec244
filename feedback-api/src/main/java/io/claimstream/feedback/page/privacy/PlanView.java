package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.privacy.Plan;
import io.claimstream.feedback.privacy.Plan.Obstacle;
import io.claimstream.feedback.privacy.PrivacyRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure would do, before it is asked for.
 *
 * @param obstacles what refuses it, in words
 * @param standing address of the erasure that there is already; null for none
 */
public record PlanView(
        String insurer,
        String claimant,
        String claims,
        String histories,
        List<String> obstacles,
        @Nullable String standing) {

    static PlanView of(Plan plan, Reader reader) {
        return new PlanView(
                plan.subject().insurer(),
                plan.subject().pseudonym(),
                reader.count(plan.claims()),
                plan.currencies().isEmpty() ? "none" : String.join(", ", plan.currencies()),
                plan.obstacles().stream().map(PlanView::words).toList(),
                plan.standing() == null
                        ? null
                        : ErasureLine.BELOW + plan.standing().erasureId());
    }

    /** Why an erasure is refused, and what would change that. */
    static String words(Obstacle obstacle) {
        String because = obstacle.because().endsWith(".") ? obstacle.because() : obstacle.because() + ".";
        return because + next(obstacle.code());
    }

    private static String next(PrivacyRefusal code) {
        return switch (code) {
            case LEGAL_HOLD -> " A privacy officer can release it under Holds and duties.";
            case RETENTION_DUTY -> " Ask again once that time is over.";
            default -> "";
        };
    }
}
