package io.claimstream.feedback.page.claims;

import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Facts;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim in a list.
 *
 * @param address its page
 * @param claimId its id
 * @param insurer whose claim it is; blank where the reader serves one insurer
 * @param revision its newest revision, in words
 * @param line line of business, or {@link Reader#NONE}
 * @param currency currency of the newest facts; blank when not known
 * @param status what became of the newest revision
 * @param look how that is marked
 * @param submittedAt when that revision was first seen
 * @param deadline when an answer is due, or null
 * @param left how far that is from now
 * @param isLate whether that is over and nobody has decided
 * @param estimate the estimate that counts
 * @param interval its interval
 * @param moneyAtRisk difference of its ends
 * @param decision what people said
 */
public record ClaimRow(
        String address,
        String claimId,
        String insurer,
        String revision,
        String line,
        String currency,
        String status,
        String look,
        Instant submittedAt,
        @Nullable Instant deadline,
        String left,
        boolean isLate,
        String estimate,
        String interval,
        String moneyAtRisk,
        String decision) {

    static ClaimRow of(ClaimSummary claim, Reader reader, Instant now, boolean hasInsurers) {
        Optional<Facts> facts = Optional.ofNullable(claim.facts());
        Optional<Instant> deadline = facts.flatMap(it -> Optional.ofNullable(it.answerDueAt()));
        String currency = facts.map(Facts::currency).orElse("");
        Optional<Scored> score = Optional.ofNullable(claim.score());
        boolean isOpen = Optional.ofNullable(claim.decision())
                .filter(it -> it.verdict() != ClaimSummary.Verdict.OPEN)
                .isEmpty();
        return new ClaimRow(
                Addresses.claim(claim.key().insurer(), claim.key().claimId()),
                claim.key().claimId(),
                hasInsurers ? claim.key().insurer() : "",
                claim.revision() == 1 ? "" : "revision " + reader.count(claim.revision()),
                facts.map(it -> Words.of(it.lineOfBusiness())).orElse(Reader.NONE),
                currency,
                words(claim.status()),
                look(claim.status()),
                claim.submittedAt(),
                deadline.orElse(null),
                deadline.filter(it -> isOpen).map(it -> reader.due(now, it)).orElse(""),
                isOpen && deadline.filter(now::isAfter).isPresent(),
                score.map(it -> reader.money(it.estimate(), it.currency())).orElse(Reader.NONE),
                score.map(it -> interval(it, reader)).orElse(""),
                score.map(it -> moneyAtRisk(it, reader)).orElse(Reader.NONE),
                score.map(it -> decision(claim.decision(), reader, it.currency()))
                        .orElse(Reader.NONE));
    }

    private static String moneyAtRisk(Scored score, Reader reader) {
        BigDecimal atRisk = score.moneyAtRisk();
        return atRisk == null ? Reader.NONE : reader.money(atRisk, score.currency());
    }

    private static String interval(Scored score, Reader reader) {
        BigDecimal lower = score.lower();
        BigDecimal upper = score.upper();
        return lower == null || upper == null
                ? "no interval"
                : reader.money(lower, score.currency()) + " to " + reader.money(upper, score.currency());
    }

    private static String decision(@Nullable Decision decision, Reader reader, String currency) {
        if (decision == null) {
            return "Open";
        }
        BigDecimal amount = decision.amount();
        String said =
                switch (decision.verdict()) {
                    case OPEN -> "Open";
                    case ACCEPTED -> "Agreed";
                    case CORRECTED -> "Corrected";
                    case SETTLED -> "Paid";
                };
        return amount == null ? said : said + ": " + reader.money(amount, currency);
    }

    private static String words(Status status) {
        return switch (status) {
            case PENDING -> "On its way";
            case SCORED -> "Scored";
            case REJECTED -> "Rejected";
            case DEAD_LETTERED -> "Dead letter";
        };
    }

    private static String look(Status status) {
        return switch (status) {
            case PENDING -> "care";
            case SCORED -> "";
            case REJECTED, DEAD_LETTERED -> "bad";
        };
    }
}
