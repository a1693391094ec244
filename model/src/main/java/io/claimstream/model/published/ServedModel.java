package io.claimstream.model.published;

import io.claimstream.model.LoadedModel;
import java.util.concurrent.atomic.AtomicInteger;

/** A loaded model that is closed when its last holder lets go. Made with one holder. Thread-safe. */
public final class ServedModel {

    private final LoadedModel model;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** A model whose one holder is the caller. */
    public ServedModel(LoadedModel model) {
        this.model = model;
    }

    /** Becomes a holder; false when the last one has let go already. */
    public boolean retain() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
    }

    /** Lets go; the last one to do so closes the model. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            model.engine().close();
        }
    }

    /** The model; only for holders. */
    public LoadedModel model() {
        return model;
    }
}
