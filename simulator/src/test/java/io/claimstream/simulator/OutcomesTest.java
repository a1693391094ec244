package io.claimstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.domain.ingest.IngestDecision;
import io.claimstream.domain.ingest.IngestOutcome;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.SimulatedEvent.Submission.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Holds what the world says of its submissions against the rules of the domain. */
class OutcomesTest {

    private static final Pseudonymiser PSEUDONYMISER =
            new Pseudonymiser("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "k1");

    private final Map<String, ClaimRevisions> known = new HashMap<>();

    @Property(tries = 30)
    void shouldMeetTheOutcomeThatEachKindOfSubmissionPromises(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int claims) {
        known.clear();

        for (SimulatedEvent event :
                (Iterable<SimulatedEvent>) new World(SimulatorSettings.of(seed, claims)).events()::iterator) {
            if (event instanceof Submission submission) {
                assertThat(outcome(submission)).as("%s", submission.kind()).isEqualTo(promised(submission.kind()));
            }
        }
    }

    private List<String> outcome(Submission submission) {
        ClaimSubmitted claim = submission.claim();
        String key = ClaimKey.textOf(claim.getInsurer(), claim.getClaimId());
        IngestOutcome outcome = IngestDecision.decide(
                claim, Optional.ofNullable(known.get(key)), submission.at(), new RecordRef(0, 0L), PSEUDONYMISER);
        return outcome.fold(
                accepted -> {
                    known.put(key, accepted.next());
                    return List.of("accepted");
                },
                rejected -> rejected.rejection().getViolations().stream()
                        .map(violation -> switch (violation.getCode()) {
                            case "STALE_REVISION", "REVISION_CONFLICT" -> violation.getCode();
                            default -> "a broken rule";
                        })
                        .distinct()
                        .toList(),
                () -> List.of("duplicate"));
    }

    private static List<String> promised(Kind kind) {
        return switch (kind) {
            case REVISION -> List.of("accepted");
            case REDELIVERY -> List.of("duplicate");
            case STALE -> List.of("STALE_REVISION");
            case CONFLICT -> List.of("REVISION_CONFLICT");
            case RULE_BREAKING -> List.of("a broken rule");
        };
    }
}
