package io.claimstream.platform.pseudonym;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys as they are at a moment.
 *
 * @param active those that are not retired, the last one first; never empty
 * @param ids the id of every key there ever was, by number
 */
record Ring(List<Key> active, Map<Integer, String> ids) {

    /** A key with what it digests. */
    record Key(int number, boolean computes, KeyedDigest digest) {}

    /** New rows come under it. */
    Key newest() {
        return active.get(0);
    }

    List<Key> older() {
        return active.subList(1, active.size());
    }

    List<Integer> numbers() {
        return active.stream().map(Key::number).toList();
    }

    /** The key that pseudonyms were computed with before there were rows. */
    Optional<Key> computing() {
        return active.stream().filter(Key::computes).findFirst();
    }
}
