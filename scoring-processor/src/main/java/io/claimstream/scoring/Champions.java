package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.Slots;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The champions in service. Stream threads take one, score and let go; one thread changes them. A change is one volatile write, so
 * no record waits for it, and the model before is closed when the last record that took it is scored.
 */
final class Champions {

    private volatile Map<String, Champion> bySlot = Map.of();

    /**
     * Takes the champion for a claim: the insurer's own, else that of every insurer. The caller must release its model.
     *
     * @return empty when no slot covers the claim
     */
    Optional<Champion> take(String lineOfBusiness, String currency, String insurer) {
        String everyInsurer = Slots.key(Slots.everyInsurer(lineOfBusiness, currency));
        while (true) {
            Map<String, Champion> now = bySlot;
            Champion champion = now.get(everyInsurer + insurer);
            if (champion == null) {
                champion = now.get(everyInsurer);
            }
            if (champion == null) {
                return Optional.empty();
            }
            // It may be closed between the two; then the next look sees its successor.
            if (champion.model().retain()) {
                return Optional.of(champion);
            }
        }
    }

    /** Whether no slot has a champion. */
    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    Optional<Champion> of(ModelSlot slot) {
        return Optional.ofNullable(bySlot.get(Slots.key(slot)));
    }

    /** Puts a model in service; the caller was its holder, from now on this object is. */
    synchronized void put(ModelSlot slot, ServedModel model, Optional<CalibrationRecord> calibration, long deployment) {
        Champion before = replace(slot, new Champion(model, calibration, deployment));
        release(before);
    }

    /** Keeps the model of a slot and changes what goes with it. */
    synchronized void recalibrate(ModelSlot slot, Optional<CalibrationRecord> calibration, long deployment) {
        of(slot).ifPresent(champion -> replace(slot, new Champion(champion.model(), calibration, deployment)));
    }

    /** Takes the champion of a slot out of service. */
    synchronized void remove(ModelSlot slot) {
        Map<String, Champion> next = new TreeMap<>(bySlot);
        Champion before = next.remove(Slots.key(slot));
        bySlot = Map.copyOf(next);
        release(before);
    }

    /** Takes every champion out of service. */
    synchronized void clear() {
        Map<String, Champion> before = bySlot;
        bySlot = Map.of();
        before.values().forEach(Champions::release);
    }

    private @Nullable Champion replace(ModelSlot slot, Champion champion) {
        Map<String, Champion> next = new TreeMap<>(bySlot);
        Champion before = next.put(Slots.key(slot), champion);
        bySlot = Map.copyOf(next);
        return before;
    }

    private static void release(@Nullable Champion champion) {
        if (champion != null) {
            champion.model().release();
        }
    }
}
