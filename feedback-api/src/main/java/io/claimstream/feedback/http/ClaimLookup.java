package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ReadModel;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Finds the claim of an address, as it is known or as it was at a time. Thread-safe. */
public final class ClaimLookup {

    private static final String AS_OF = "asOf";

    private final ApiPorts ports;

    public ClaimLookup(ApiPorts ports) {
        this.ports = ports;
    }

    /**
     * The time that {@code asOf} names, cut to what is kept; {@link ReadModel#NOW} without one.
     *
     * @throws ProblemException when it is no time, or one to come
     */
    public Instant asOf(Context context) {
        Optional<Instant> asked;
        try {
            asked = Optional.ofNullable(context.queryParam(AS_OF)).map(Instant::parse);
        } catch (DateTimeException e) {
            throw wrong("TIME_MALFORMED", "a time such as 2026-03-01T09:30:00Z");
        }
        if (asked.filter(ports.clock().instant()::isBefore).isPresent()) {
            throw wrong("TIME_IN_FUTURE", "a time that is over: what will be known then is not known yet");
        }
        // No record is older than the first of 1970, and a database has no place for every time there is.
        return asked.map(it -> it.isBefore(Instant.EPOCH) ? Instant.EPOCH : it.truncatedTo(ChronoUnit.MICROS))
                .orElse(ReadModel.NOW);
    }

    /**
     * The claim that an address names by its parts {@code insurer} and {@code claimId}, as it is known.
     *
     * @throws ProblemException when there is none that the caller serves
     */
    public Claim find(Context context) {
        return find(context, context.pathParam("insurer"), context.pathParam("claimId"), ReadModel.NOW);
    }

    /**
     * A claim as it was known at a time.
     *
     * @throws ProblemException when there was none that the caller serves
     */
    public Claim find(Context context, String insurer, String claimId, Instant asOf) {
        if (!ClaimKey.isInsurer(insurer) || !ClaimKey.isClaimId(claimId)) {
            throw new ProblemException(ProblemCode.CLAIM_NOT_FOUND, "Expected the identity of a claim.");
        }
        return Optional.of(new ClaimKey(insurer, claimId))
                .filter(it -> Authentication.caller(context).serves(it.insurer()))
                .flatMap(it -> ports.readModel().claim(it, asOf))
                .orElseThrow(() -> ports.missing(
                        ProblemCode.CLAIM_NOT_FOUND,
                        "Expected a claim that was submitted in the last moments or before."));
    }

    private static ProblemException wrong(String code, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.BAD_REQUEST, List.of(new Problem.Field("/" + AS_OF, code, expected))));
    }
}
