package io.claimstream.platform.pseudonym;

import io.claimstream.platform.pseudonym.PseudonymKeyTable.Row;
import io.claimstream.platform.pseudonym.PseudonymTable.Mark;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Destroys pseudonyms in the database, for a process that looks none up: no key is needed for it. Processes that do look them up forget within 30 seconds. Thread-safe.
 */
public final class PseudonymDestruction {

    private final PseudonymTable table;
    private final PseudonymKeyTable keys;
    private final Clock clock;

    public PseudonymDestruction(Jdbi jdbi, Clock clock) {
        this.table = new PseudonymTable(jdbi);
        this.keys = new PseudonymKeyTable(jdbi);
        this.clock = clock;
    }

    /**
     * Destroys a pseudonym for good, as {@link PersonPseudonyms#destroy} does. Done again, it changes nothing.
     *
     * @param kind as it was named
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public void destroy(String kind, String insurer, String pseudonym) {
        List<Row> all = keys.all();
        if (all.isEmpty()) {
            // Where there was never a key there is no pseudonym.
            return;
        }
        @Nullable
        Mark mark = all.stream()
                .filter(it -> it.computes() && it.retiredAt().isEmpty())
                .findFirst()
                .map(it -> new Mark(it.number(), Lookup.of(pseudonym)))
                .orElse(null);
        table.destroy(kind, insurer, pseudonym, mark, clock.instant());
    }
}
