package io.claimstream.feedback.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id (RFC 9106) and the parameters that OWASP's Password Storage Cheat Sheet names first: 19 MiB, 2 passes, 1 lane. A hash
 * says its own parameters, so they can be raised later. Few at once, as each takes its memory. Thread-safe.
 */
public final class Passwords {

    static final int LEAST_CHARACTERS = 12;
    static final int MOST_CHARACTERS = 256;

    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 3;

    private final SecureRandom random = new SecureRandom();
    private final Argon2Function argon2 =
            Argon2Function.getInstance(MEMORY_KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** Nobody's password: checked where there is no account, so that it takes as long as with one. */
    private final String nobodys = salted("nobody has this password");

    /**
     * A hash with a salt of its own, as PHC string.
     *
     * @throws BusyException when too many wait
     */
    String hash(String password) {
        return inTurn(() -> salted(password));
    }

    /** Whether a password is the hashed one. */
    boolean matches(String password, String hash) {
        return inTurn(() -> Argon2Function.getInstanceFromHash(hash).check(password, hash));
    }

    /** Takes as long as {@link #matches}, for an account that is not there. */
    void pretend(String password) {
        var unused = matches(password, nobodys);
    }

    private String salted(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return argon2.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult();
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
