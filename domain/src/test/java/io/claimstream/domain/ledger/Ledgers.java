package io.claimstream.domain.ledger;

import io.claimstream.event.ChainState;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.LedgerHead;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Chains of feedback, and keys to sign them with. */
final class Ledgers {

    static final int PARTITION = 2;
    static final Instant NOW = Instant.parse("2026-03-01T09:30:00.123456Z");

    private Ledgers() {}

    static DecisionEntry settled(int number) {
        ClaimFeedback said = ClaimFeedback.newBuilder()
                .setFeedbackId("f-" + number)
                .setInsurer("acme")
                .setClaimId("c-" + number)
                .setKind(FeedbackKind.SETTLED)
                .setAmount(new BigDecimal("10.50").add(BigDecimal.valueOf(number)))
                .setActor("upstream")
                .setEventTime(NOW)
                .build();
        return Decisions.of(said, record(number), NOW).build();
    }

    static HashedRecord record(int number) {
        return new HashedRecord("claims.feedback.v1", PARTITION, (long) number, LedgerHash.of(value(number)));
    }

    static byte[] value(int number) {
        return ("value " + number).getBytes(StandardCharsets.UTF_8);
    }

    /** A chain of entries, the first numbered 1. */
    static List<DecisionEntry> chain(int size) {
        List<DecisionEntry> entries = new ArrayList<>();
        ChainState end = Chain.empty();
        for (int number = 1; number <= size; number++) {
            DecisionEntry entry = Chain.next(end, PARTITION, DecisionEntry.newBuilder(settled(number)));
            entries.add(entry);
            end = Chain.after(end, entry);
        }
        return entries;
    }

    /** The same entry with the hash that it should have by what it says now. */
    static DecisionEntry rehashed(DecisionEntry.Builder changed) {
        DecisionEntry entry = changed.build();
        return DecisionEntry.newBuilder(entry)
                .setEntryHash(LedgerHash.of(entry))
                .build();
    }

    static List<Link> links(List<DecisionEntry> entries) {
        List<Link> links = new ArrayList<>();
        entries.forEach(it -> links.add(Link.of(2L * links.size(), it)));
        return links;
    }

    /** Heads after the entries of some numbers. */
    static List<LedgerHead> heads(List<DecisionEntry> entries, Key key, int... after) {
        List<LedgerHead> heads = new ArrayList<>();
        ChainState end = Chain.empty();
        for (int number : after) {
            end = Chain.after(end, entries.get(number - 1));
            LedgerHead head = Chain.head(end, PARTITION, NOW, key);
            heads.add(head);
            end = Chain.after(end, head);
        }
        return heads;
    }

    /** A key pair. */
    record Key(KeyPair pair) implements Chain.Signer {

        static Key make() {
            try {
                return new Key(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String keyId() {
            return LedgerHash.of(pair.getPublic().getEncoded()).substring(0, 16);
        }

        @Override
        public byte[] sign(byte[] bytes) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        Predicate<LedgerHead> trusted() {
            return head -> {
                try {
                    byte[] signed = new byte[head.getSignature().remaining()];
                    head.getSignature().duplicate().get(signed);
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initVerify(pair.getPublic());
                    signature.update(LedgerHash.signed(head));
                    return head.getKeyId().equals(keyId()) && signature.verify(signed);
                } catch (GeneralSecurityException e) {
                    return false;
                }
            };
        }
    }
}
