package io.claimstream.feedback.page.exercise;

import io.claimstream.feedback.exercise.Estimate;
import io.claimstream.feedback.exercise.Exercise;
import io.claimstream.feedback.exercise.ExerciseClaim;
import io.claimstream.feedback.exercise.ExerciseClaim.Answer;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import java.util.List;

/**
 * A claim of an exercise that is over.
 *
 * @param address the page of the claim
 * @param scored what was estimated in truth
 * @param answer what the person said
 * @param verdict how that turned out
 * @param taken how long it took, in seconds
 */
public record ResultLine(
        int number,
        String claimId,
        String address,
        String shown,
        boolean isPlanted,
        String scored,
        String paid,
        String answer,
        String verdict,
        String taken) {

    static List<ResultLine> of(Exercise exercise, Reader reader) {
        return exercise.claims().stream()
                .map(it -> of(exercise.insurer(), it, reader))
                .toList();
    }

    private static ResultLine of(String insurer, ExerciseClaim claim, Reader reader) {
        String currency = claim.score().currency();
        return new ResultLine(
                claim.number(),
                claim.score().claimId(),
                Addresses.claim(insurer, claim.score().claimId()),
                money(claim.shown(), currency, reader),
                claim.isPlanted(),
                money(claim.score().estimate(), currency, reader),
                reader.money(claim.score().paid(), currency),
                answer(claim, currency, reader),
                verdict(claim),
                claim.answer() == null
                        ? Reader.NONE
                        : reader.count(claim.taken().toSeconds()));
    }

    private static String money(Estimate estimate, String currency, Reader reader) {
        return reader.money(estimate.median(), currency);
    }

    private static String answer(ExerciseClaim claim, String currency, Reader reader) {
        Answer answer = claim.answer();
        if (answer == null) {
            return Reader.NONE;
        }
        return answer.amount() == null ? "Agreed" : reader.money(answer.amount(), currency);
    }

    private static String verdict(ExerciseClaim claim) {
        if (claim.answer() == null) {
            return "Not answered";
        }
        if (claim.isPlanted()) {
            return claim.isAgreedWith() ? "Wrong estimate missed" : "Wrong estimate seen";
        }
        return claim.isAgreedWith() ? "Right estimate left" : "Right estimate changed";
    }
}
