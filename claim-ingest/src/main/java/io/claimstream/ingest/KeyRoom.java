package io.claimstream.ingest;

import io.claimstream.platform.database.Database;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database with the keys of persons, opened when the first personal block comes. When it cannot be, the record waits with its stream thread, and the health of that says
 * why. Thread-safe.
 */
final class KeyRoom implements Service, Supplier<Sealer> {

    private final ServiceContext context;
    private @Nullable Database database;
    private @Nullable Sealer sealer;

    KeyRoom(ServiceContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return IngestApp.NAME + " keys";
    }

    @Override
    public void start() {
        // Nothing is opened before it is needed.
    }

    /**
     * Seals, with the database open.
     *
     * @throws DatabaseUnavailableException when it cannot be opened now
     */
    @Override
    public synchronized Sealer get() {
        if (sealer == null) {
            database = open();
            sealer = new Sealer(
                    new SubjectKeys(database.jdbi(), FileKeyEncryptionKeys.of(context.settings()), context.clock()));
        }
        return sealer;
    }

    /** A migration that another process holds up fails too, and passes. */
    private Database open() {
        try {
            return Database.open(context.settings());
        } catch (RuntimeException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    @Override
    public Health health() {
        return Health.of();
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
        database = null;
        sealer = null;
    }
}
