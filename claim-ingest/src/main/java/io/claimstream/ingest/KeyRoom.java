package io.claimstream.ingest;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.pseudonym.PersonPseudonyms;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The database with the pseudonyms and keys of persons, opened when the first claim comes. When it cannot be, the record waits with its stream thread, and the health of that says
 * why. Thread-safe.
 */
final class KeyRoom implements Service, Supplier<People> {

    private final ServiceContext context;
    private final PseudonymKeyFiles files;
    private @Nullable Database database;
    private @Nullable People people;
    private boolean isClosed;

    KeyRoom(ServiceContext context, PseudonymKeyFiles files) {
        this.context = context;
        this.files = files;
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
     * What it keeps, with the database open.
     *
     * @throws DatabaseUnavailableException when it cannot be opened now, or is closed for good
     */
    @Override
    public synchronized People get() {
        if (isClosed) {
            throw new DatabaseUnavailableException(new IllegalStateException("Expected an open room of keys."));
        }
        if (people == null) {
            database = open();
            people = people(database.jdbi());
        }
        return people;
    }

    private People people(Jdbi jdbi) {
        Settings settings = context.settings();
        PersonPseudonyms kept = new PersonPseudonyms(
                jdbi, files, ClaimPseudonyms::digest, new EarlierClaims(settings), context.clock());
        SubjectKeys keys = new SubjectKeys(jdbi, KeyEncryptionKeys.of(settings), context.clock());
        return new People(new ClaimPseudonyms(kept), new Sealer(keys), keys.passage());
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
        isClosed = true;
        if (database != null) {
            database.close();
        }
        database = null;
        people = null;
    }
}
