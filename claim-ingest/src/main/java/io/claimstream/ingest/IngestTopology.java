package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonyms;
import io.claimstream.event.ClaimRevisions;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Reads submitted claims, brings each claim's together, decides what becomes of them, and writes the outcomes. */
final class IngestTopology {

    static final String REVISIONS_BY_CLAIM = "revisions-by-claim";
    static final String SUBMITTED_BY_CLAIM = "submitted-by-claim";

    private final EventSerdes serdes;
    private final Supplier<People> people;
    private final PeopleAhead ahead;
    private final Sealing sealing;
    private final IngestMetrics metrics;
    private final KeyValueBytesStoreSupplier store;

    IngestTopology(
            EventSerdes serdes, Supplier<People> people, IngestMetrics metrics, KeyValueBytesStoreSupplier store) {
        this.serdes = serdes;
        this.people = people;
        this.ahead = new PeopleAhead(people);
        this.sealing = new Sealing(people);
        this.metrics = metrics;
        this.store = store;
    }

    Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(revisionsByClaim());
        KStream<byte[], Submission> submitted = readSubmitted(builder);
        KStream<String, Submission> byClaim = repartitionByClaim(submitted);
        KStream<String, Encoded> outcomes = decide(byClaim);
        write(outcomes, Topics.CLAIMS_ACCEPTED, "accepted");
        write(outcomes, Topics.CLAIMS_PROTECTED, "protected");
        write(outcomes, Topics.CLAIMS_REJECTED, "rejected");
        return builder.build();
    }

    private KStream<byte[], Submission> readSubmitted(StreamsBuilder builder) {
        return builder.stream(
                Topics.CLAIMS_SUBMITTED.name(),
                Consumed.with(Serdes.ByteArray(), Submission.coming(claims(), sealing, metrics::submitted))
                        .withName("read-submitted"));
    }

    /** Neither key nor partition of a submitted record is trusted: clients partition by different hashes. */
    private KStream<String, Submission> repartitionByClaim(KStream<byte[], Submission> submitted) {
        return submitted
                .process(() -> new NoteOriginProcessor(ahead, sealing), Named.as("note-origin"))
                .repartition(Repartitioned.with(Serdes.String(), Submission.passing(claims(), sealing))
                        .withName(SUBMITTED_BY_CLAIM)
                        .withNumberOfPartitions(Topics.CLAIM_PARTITIONS));
    }

    private KStream<String, Encoded> decide(KStream<String, Submission> byClaim) {
        AnswerEncoder encoder = new AnswerEncoder(new EventEncoder(serdes), new PersonalBlocks(people));
        Pseudonyms pseudonyms = references -> people.get().pseudonyms().of(references);
        return byClaim.process(
                () -> new DecideProcessor(ahead, pseudonyms, encoder, metrics),
                Named.as("decide-outcome"),
                REVISIONS_BY_CLAIM);
    }

    private static void write(KStream<String, Encoded> outcomes, Topic<?> topic, String what) {
        outcomes.filter((key, event) -> event.goesTo(topic), Named.as("keep-" + what))
                .to(
                        topic.name(),
                        Produced.with(Serdes.String(), Encoded.serde()).withName("write-" + what));
    }

    private StoreBuilder<KeyValueStore<String, ClaimRevisions>> revisionsByClaim() {
        return Stores.keyValueStoreBuilder(store, Serdes.String(), serdes.of(ClaimRevisions.class))
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    private Deserializer<ClaimSubmitted> claims() {
        return serdes.of(Topics.CLAIMS_SUBMITTED).deserializer();
    }
}
