package io.claimstream.launcher.offline;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.FeedbackKind;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.SimulatorSettings;
import io.claimstream.simulator.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Settled claims of a small seeded world, as the rows of a file. The same seed gives the same rows. */
final class SampleClaims {

    /** After all of the world, and never another: what is made of the rows must be the same today and tomorrow. */
    static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static final int CLAIMS = 600;

    private final Map<String, ClaimSubmitted> claims = new LinkedHashMap<>();
    private final Map<String, BigDecimal> settlements = new HashMap<>();

    private SampleClaims() {}

    /** The rows of a seed, in the order in which the claims were made. */
    static Iterator<FileClaims.Row> of(long seed) {
        SampleClaims sample = new SampleClaims();
        new World(SimulatorSettings.of(seed, CLAIMS))
                .events()
                .forEach(event -> event.fold(sample::submitted, rubbish -> false, sample::answered));
        return sample.rows();
    }

    /** The last valid revision counts. */
    private boolean submitted(Submission submission) {
        if (submission.kind() == Submission.Kind.REVISION) {
            claims.put(key(submission.claim().getInsurer(), submission.claim().getClaimId()), submission.claim());
        }
        return true;
    }

    private boolean answered(Opinion opinion) {
        String key = key(opinion.insurer(), opinion.claimId());
        if (opinion.kind() == FeedbackKind.SETTLED) {
            opinion.amount().ifPresent(amount -> settlements.put(key, amount));
        } else if (opinion.takesBack()
                .filter(it -> it.kind() == FeedbackKind.SETTLED)
                .isPresent()) {
            settlements.remove(key);
        }
        return true;
    }

    private Iterator<FileClaims.Row> rows() {
        Iterator<Map.Entry<String, ClaimSubmitted>> each = claims.entrySet().iterator();
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public FileClaims.Row next() {
                Map.Entry<String, ClaimSubmitted> claim = each.next();
                return FileClaims.row(
                        ++number, claim.getValue(), Optional.ofNullable(settlements.get(claim.getKey())), NOW);
            }
        };
    }

    private static String key(String insurer, String claimId) {
        return insurer + '|' + claimId;
    }
}
