package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.feedback.whatif.ModelLibrary;
import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.published.ModelArchive;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What answers why and what if, for tests about something else: there are no models, and nothing scores were made from. */
public final class TestWhatIf {

    private TestWhatIf() {}

    public static WhatIfDesk empty() {
        EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
        ModelArchive archive = new ModelArchive(Path.of("no-such-folder"));
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(keyId -> Optional.empty()),
                new FeatureSchema("v1", List.of("a")),
                bundle -> Optional.empty());
        ModelShelf shelf = new ModelShelf(archive::get, loader, new ModelShelf.Limits(1, 1, Duration.ZERO));
        return new WhatIfDesk(
                new ModelLibrary(serdes, archive, shelf, () -> true),
                new WhatIfDesk.Sources(NoLog::new, serdes),
                new WhatIfDesk.Limits(1, 8, Duration.ofSeconds(5)),
                new TestClock());
    }

    /** Has nothing. */
    private static final class NoLog implements PlacedLog {

        @Override
        public Optional<byte[]> at(String topic, RecordRef place) {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
