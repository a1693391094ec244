package io.claimstream.platform.acl;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topic.Writer;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what with which topic, group and transactional id: the least with which each does its work. */
public final class AclCatalogue {

    /** Whoever looks after the topics and reads the log with the command line. */
    public static final String OPERATOR = "claimstream-operator";

    /** The claim systems that submit over Kafka, and read what came of it. */
    public static final String UPSTREAM = "claimstream-upstream";

    private static final List<Topic<?>> ANSWERS = List.of(Topics.CLAIMS_SCORED, Topics.CLAIMS_REJECTED);

    private final Map<String, KafkaUse> services;

    /** @param services what each service uses, by its name, in the order of the flow */
    public AclCatalogue(Map<String, KafkaUse> services) {
        this.services = services;
    }

    /** Every role: the services in the order of the flow, then the others. */
    public List<String> roles() {
        return Stream.concat(services.keySet().stream(), Stream.of(UPSTREAM, OPERATOR))
                .toList();
    }

    /** Everything that is granted, by role. */
    public List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        services.forEach((name, use) -> grants.addAll(ofService(name, use)));
        grants.addAll(ofUpstream());
        grants.addAll(ofOperator());
        return List.copyOf(grants);
    }

    private List<Grant> ofService(String name, KafkaUse use) {
        List<Grant> grants = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            boolean writes = writes(name, use, topic);
            boolean putsBack = use.putsBack().contains(topic);
            boolean reads = use.reads().contains(topic);
            List<AclOperation> operations = Stream.of(reads ? READ : null, writes || putsBack ? WRITE : null)
                    .flatMap(Stream::ofNullable)
                    .toList();
            if (!operations.isEmpty()) {
                grants.add(new Grant(
                        name,
                        ResourceType.TOPIC,
                        topic.name(),
                        PatternType.LITERAL,
                        operations,
                        why(reads, writes, putsBack)));
            }
        }
        use.applications().forEach(it -> grants.addAll(ofApplication(name, it)));
        use.groups().forEach(it -> grants.add(Grant.group(name, it, "its group", READ)));
        use.transactionalIds()
                .forEach(it -> grants.add(new Grant(
                        name,
                        ResourceType.TRANSACTIONAL_ID,
                        it,
                        PatternType.LITERAL,
                        List.of(WRITE),
                        "its transactions")));
        use.putsBackBetweenSteps().forEach(it -> grants.add(Grant.topic(name, it, "puts records back", WRITE)));
        if (use.watches()) {
            grants.addAll(watching(name));
        }
        return grants;
    }

    private static boolean writes(String name, KafkaUse use, Topic<?> topic) {
        // A service without Kafka Streams has no dead letters: what it cannot do, it answers.
        return topic.writer() == Writer.EVERY_SERVICE
                ? !use.applications().isEmpty()
                : topic.writer().service().filter(name::equals).isPresent();
    }

    private static String why(boolean reads, boolean writes, boolean putsBack) {
        String written = writes ? "writes it" : putsBack ? "puts records back" : "";
        return reads && !written.isEmpty() ? "reads it, " + written : reads ? "reads it" : written;
    }

    private static List<Grant> ofApplication(String name, KafkaUse.Application application) {
        return List.of(
                new Grant(
                        name,
                        ResourceType.TOPIC,
                        application.prefix(),
                        PatternType.PREFIXED,
                        List.of(CREATE, READ, WRITE, DELETE),
                        "makes, fills and purges its repartition and changelog topics"),
                Grant.group(name, application.id(), "its group", READ),
                new Grant(
                        name,
                        ResourceType.TRANSACTIONAL_ID,
                        application.prefix(),
                        PatternType.PREFIXED,
                        List.of(WRITE),
                        "its transactions"));
    }

    private List<Grant> watching(String name) {
        List<Grant> grants = new ArrayList<>(repartitions(name));
        grants.addAll(described(name));
        for (KafkaUse use : services.values()) {
            use.applications().forEach(it -> grants.add(Grant.group(name, it.id(), "tells its lag", DESCRIBE)));
            use.groups().forEach(it -> grants.add(Grant.group(name, it, "tells its lag", DESCRIBE)));
        }
        return grants;
    }

    private List<Grant> repartitions(String name) {
        return services.values().stream()
                .flatMap(it -> it.applications().stream())
                .flatMap(it -> it.repartitionTopics().stream())
                .map(it -> Grant.topic(name, it, "tells how old what waits in it is", READ))
                .toList();
    }

    /** Kafka says the members of a group of the protocol of Streams only to those who may describe every topic that its topology names. */
    private List<Grant> described(String name) {
        return services.values().stream()
                .flatMap(it -> it.applications().stream())
                .map(it -> new Grant(
                        name,
                        ResourceType.TOPIC,
                        it.prefix(),
                        PatternType.PREFIXED,
                        List.of(DESCRIBE),
                        "is told who is in its group under streams.group.protocol=streams"))
                .toList();
    }

    private static List<Grant> ofUpstream() {
        List<Grant> grants = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            if (topic.writer().isUpstream()) {
                grants.add(Grant.topic(UPSTREAM, topic.name(), "writes it", WRITE));
            } else if (ANSWERS.contains(topic)) {
                grants.add(Grant.topic(UPSTREAM, topic.name(), "reads it", READ));
            }
        }
        grants.add(
                new Grant(UPSTREAM, ResourceType.GROUP, UPSTREAM, PatternType.PREFIXED, List.of(READ), "its groups"));
        return grants;
    }

    private List<Grant> ofOperator() {
        List<Grant> grants = new ArrayList<>();
        Topics.ALL.forEach(it -> grants.add(Grant.topic(
                OPERATOR,
                it.name(),
                "makes it and sets its settings; reads it to check the log",
                CREATE,
                READ,
                ALTER_CONFIGS,
                DESCRIBE_CONFIGS)));
        grants.addAll(repartitions(OPERATOR));
        grants.addAll(described(OPERATOR));
        grants.add(Grant.group(OPERATOR, "*", "tells the lag of every group", DESCRIBE));
        return grants;
    }
}
