package io.claimstream.domain.ledger;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.event.LedgerHead;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a chain ended when it was examined before, as somebody kept it elsewhere. With it an end that was cut off, heads and decisions and all, and a
 * chain that was made anew and signed with the true key are found. Pure.
 *
 * @param partition the chain, counted from 0
 * @param entries how many entries it had
 * @param hash hash of the last of them; 64 zeros for none
 * @param heads how many heads it had
 * @param headHash hash of the last of them; 64 zeros for none
 */
public record KeptEnd(int partition, long entries, String hash, long heads, String headHash) {

    public KeptEnd {
        if (partition < 0 || entries < 0 || heads < 0) {
            throw new IllegalArgumentException("Expected a chain and numbers of entries and heads, none below 0.");
        }
    }

    /**
     * What a chain of today no longer has, or has otherwise.
     *
     * @param links its entries in the order of the topic
     * @param nowHeads its heads in the order of the topic
     */
    public List<Fault> faults(List<Link> links, List<LedgerHead> nowHeads) {
        List<Fault> faults = new ArrayList<>();
        if (entries > links.size()) {
            faults.add(missing(Topics.DECISIONS_LEDGER.name(), "entries", entries, links.size()));
        } else if (entries > 0 && !links.get((int) entries - 1).stated().equals(hash)) {
            faults.add(differs(
                    Topics.DECISIONS_LEDGER.name(),
                    "entry",
                    entries,
                    hash,
                    links.get((int) entries - 1).stated()));
        }
        if (heads > nowHeads.size()) {
            faults.add(missing(Topics.DECISIONS_HEADS.name(), "heads", heads, nowHeads.size()));
        } else if (heads > 0 && !LedgerHash.of(nowHeads.get((int) heads - 1)).equals(headHash)) {
            faults.add(differs(
                    Topics.DECISIONS_HEADS.name(),
                    "head",
                    heads,
                    headHash,
                    LedgerHash.of(nowHeads.get((int) heads - 1))));
        }
        return faults;
    }

    private Fault missing(String topic, String what, long kept, long now) {
        return new Fault(
                Kind.KEPT_MISSING,
                partition,
                now + 1,
                topic + " " + partition,
                "expected " + kept + " " + what + ", as there were before, but there are " + now);
    }

    private Fault differs(String topic, String what, long number, String kept, String now) {
        return new Fault(
                Kind.KEPT_DIFFERS,
                partition,
                number,
                topic + " " + partition,
                "expected " + what + " " + number + " with the hash " + kept + ", as it had before, but it has " + now);
    }
}
