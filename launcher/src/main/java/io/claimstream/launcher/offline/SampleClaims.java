package io.claimstream.launcher.offline;

import io.claimstream.launcher.play.WorldClaims;
import io.claimstream.simulator.SimulatorSettings;
import io.claimstream.simulator.World;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Settled claims of a small seeded world, as the rows of a file. The same seed gives the same rows. */
final class SampleClaims {

    /** After all of the world, and never another: what is made of the rows must be the same today and tomorrow. */
    static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static final int CLAIMS = 600;

    private SampleClaims() {}

    /** The rows of a seed, in the order in which the claims were made. */
    static Iterator<FileClaims.Row> of(long seed) {
        List<WorldClaims.Ended> claims = WorldClaims.of(new World(SimulatorSettings.of(seed, CLAIMS)).events());
        return IntStream.range(0, claims.size())
                .mapToObj(i -> FileClaims.row(
                        i + 1L, claims.get(i).claim(), claims.get(i).settlement(), NOW))
                .iterator();
    }
}
