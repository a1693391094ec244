package io.claimstream.benchmarks.pipeline;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.SimulatorSettings;
import io.claimstream.simulator.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serializer;

/** Claims ready to be sent, each once: serialised beforehand, so that the driver costs little while it measures. Not thread-safe. */
final class Load {

    private static final long SEED = 7;

    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private Load() {}

    /** The first revisions of so many simulated claims. */
    static Load of(int claims, EventSerdes serdes) {
        return of(claims, serdes, claim -> claim);
    }

    /** The same without what is personal. */
    static Load ofNobody(int claims, EventSerdes serdes) {
        return of(claims, serdes, claim -> ClaimSubmitted.newBuilder(claim)
                .setPersonal(null)
                .build());
    }

    private static Load of(int claims, EventSerdes serdes, UnaryOperator<ClaimSubmitted> changed) {
        Load load = new Load();
        Serializer<ClaimSubmitted> serializer =
                serdes.of(Topics.CLAIMS_SUBMITTED).serializer();
        new World(SimulatorSettings.of(SEED, claims + claims / 10))
                .events()
                .filter(event -> event instanceof Submission submission
                        && submission.kind() == Submission.Kind.REVISION
                        && submission.claim().getRevision() == 1)
                .limit(claims)
                .forEach(event -> load.add(changed.apply(((Submission) event).claim()), serializer));
        if (load.size() < claims) {
            throw new IllegalStateException("Expected " + claims + " claims, but the world has " + load.size() + ".");
        }
        return load;
    }

    private void add(ClaimSubmitted claim, Serializer<ClaimSubmitted> serializer) {
        String key = new ClaimKey(claim.getInsurer(), claim.getClaimId()).text();
        places.put(key, keys.size());
        keys.add(key.getBytes(StandardCharsets.UTF_8));
        values.add(serializer.serialize(Topics.CLAIMS_SUBMITTED.name(), claim));
    }

    int size() {
        return keys.size();
    }

    byte[] key(int place) {
        return keys.get(place);
    }

    byte[] value(int place) {
        return values.get(place);
    }

    /** Place of a claim by the key of its record; -1 for none of these. */
    int place(byte[] key) {
        return places.getOrDefault(new String(key, StandardCharsets.UTF_8), -1);
    }
}
