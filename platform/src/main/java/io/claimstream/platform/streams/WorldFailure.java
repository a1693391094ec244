package io.claimstream.platform.streams;

import io.claimstream.platform.database.DatabaseUnavailableException;
import io.claimstream.platform.pseudonym.PseudonymKeyMissingException;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyServiceUnavailableException;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import java.util.List;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Tells failures of the world, which pass by themselves, from bugs. */
public final class WorldFailure {

    private static final int DEEPEST = 20;
    private static final List<Class<? extends KafkaException>> LOST_TRANSACTION = List.of(
            InvalidTxnStateException.class,
            TransactionAbortableException.class,
            TransactionAbortedException.class,
            ProducerFencedException.class,
            InvalidProducerEpochException.class,
            InvalidPidMappingException.class,
            OutOfOrderSequenceException.class,
            CommitFailedException.class,
            UnknownMemberIdException.class,
            IllegalGenerationException.class);

    private WorldFailure() {}

    /** The cause in plain words when a failure is the world's, without record contents; empty when it is a bug. */
    public static Optional<String> cause(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Optional<String> known = known(cause);
            if (known.isPresent()) {
                return known;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof RegistryUnavailableException) {
            return Optional.of("the schema registry cannot be reached");
        }
        if (cause instanceof DatabaseUnavailableException) {
            return Optional.of("the database cannot be reached");
        }
        if (cause instanceof KeyServiceUnavailableException service) {
            return Optional.of("the key management service does not answer or refuses (" + service.reason() + ")");
        }
        if (cause instanceof KeyEncryptionKeyMissingException) {
            return Optional.of("a key that wraps the keys of persons is missing among the secrets");
        }
        if (cause instanceof PseudonymKeyMissingException) {
            return Optional.of("a key that pseudonyms are looked up by is missing among the secrets");
        }
        if (cause instanceof MissingSourceTopicException) {
            return Optional.of("a topic that is read does not exist");
        }
        if (cause instanceof AuthenticationException || cause instanceof LoginException) {
            return Optional.of(
                    "Kafka does not let it in (" + cause.getClass().getSimpleName() + "); see kafka.client.*");
        }
        if (cause instanceof AuthorizationException) {
            return Optional.of("Kafka does not allow it what it needs (" + forbidden(cause)
                    + "); 'claimstream acls list' says what that is");
        }
        if (isLostTransaction(cause)) {
            return Optional.of("Kafka aborted a transaction");
        }
        if (cause instanceof RetriableException) {
            return Optional.of("Kafka does not answer (" + cause.getClass().getSimpleName() + ")");
        }
        return Optional.empty();
    }

    /**
     * A transaction that a starved process or a coordinator on the move lets grow too old is aborted, its producer fenced and its member put out of the group. Which of these the next
     * call meets is chance; nothing of the transaction was kept, and its records are read again.
     */
    private static boolean isLostTransaction(Throwable cause) {
        return LOST_TRANSACTION.stream().anyMatch(it -> it.isInstance(cause)) || isUnnamedAnswer(cause);
    }

    /** What Kafka's clients make of an answer of a coordinator that they have no class for. Bugs of ours and of theirs have classes of their own, or a cause. */
    private static boolean isUnnamedAnswer(Throwable cause) {
        return cause.getClass().equals(KafkaException.class) && cause.getCause() == null;
    }

    private static String forbidden(Throwable cause) {
        if (cause instanceof TopicAuthorizationException topics) {
            return "topics " + topics.unauthorizedTopics();
        }
        if (cause instanceof GroupAuthorizationException group) {
            return "group " + group.groupId();
        }
        return cause.getClass().getSimpleName();
    }
}
