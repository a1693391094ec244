package io.claimstream.scoring;

import io.claimstream.model.LoadedModel;
import java.util.concurrent.atomic.AtomicInteger;

/** A loaded model that is closed when its last holder lets go. Made with one holder. Thread-safe. */
final class ServedModel {

    private final LoadedModel model;
    private final AtomicInteger holders = new AtomicInteger(1);

    ServedModel(LoadedModel model) {
        this.model = model;
    }

    /** Becomes a holder; false when the last one has let go already. */
    boolean retain() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            model.engine().close();
        }
    }

    /** The model; only for holders. */
    LoadedModel model() {
        return model;
    }
}
