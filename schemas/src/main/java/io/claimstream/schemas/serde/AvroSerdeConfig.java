package io.claimstream.schemas.serde;

import io.claimstream.schemas.registry.RegistryAccess;
import io.claimstream.schemas.registry.RegistryCredentials;
import io.claimstream.schemas.registry.SchemaRegistries;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.SubjectNaming.Part;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Configuration keys of the serializer and the deserializer, those of Confluent's where they have one. */
public final class AvroSerdeConfig {

    /** Addresses of the registry, separated by commas. */
    public static final String URL = "schema.registry.url";

    /** Whether a schema that the subject does not hold is registered; default true. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    /** Whether records are written in the newest schema of the subject instead of their own; default false. */
    public static final String USE_LATEST = "use.latest.version";

    /** Where the credentials stand: {@code URL} (default; {@code https://user:password@host}) or {@code USER_INFO}. */
    public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";

    /** {@code user:password}, where the source is {@code USER_INFO}. */
    public static final String USER_INFO = "basic.auth.user.info";

    /** Where a token stands; only {@code STATIC_TOKEN} is known. */
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";

    /** The token, where the source is {@code STATIC_TOKEN}. */
    public static final String BEARER_TOKEN = "bearer.auth.token";

    /** Before Kafka's {@code ssl.*} properties without that prefix: TLS towards the registry. */
    public static final String TLS = "schema.registry.ssl.";

    /** {@link SubjectNaming} of keys. */
    public static final String KEY_NAMING = "key.subject.name.strategy";

    /** {@link SubjectNaming} of values. */
    public static final String VALUE_NAMING = "value.subject.name.strategy";

    /** Class of the keys read; default: the class that the writer's schema names. */
    public static final String KEY_TYPE = "specific.avro.key.type";

    /** Class of the values read; default: the class that the writer's schema names. */
    public static final String VALUE_TYPE = "specific.avro.value.type";

    /** Directory where schema ids are kept over a restart; default none. */
    public static final String CACHE_DIR = "schema.registry.cache.dir";

    /** A {@link SchemaRegistry} instance to use instead of the addresses; only in configuration made in code. */
    public static final String INSTANCE = "schema.registry.instance";

    private static final String DEFAULT_NAMING = "TopicNameStrategy";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, Type.STRING, "", Importance.HIGH, "Addresses of the registry")
            .define(AUTO_REGISTER, Type.BOOLEAN, true, Importance.MEDIUM, "Register unknown schemas")
            .define(USE_LATEST, Type.BOOLEAN, false, Importance.LOW, "Write in the newest schema")
            .define(CREDENTIALS_SOURCE, Type.STRING, "URL", Importance.MEDIUM, "URL or USER_INFO")
            .define(USER_INFO, Type.PASSWORD, "", Importance.MEDIUM, "user:password")
            .define(BEARER_SOURCE, Type.STRING, "", Importance.MEDIUM, "STATIC_TOKEN or nothing")
            .define(BEARER_TOKEN, Type.PASSWORD, "", Importance.MEDIUM, "A token")
            .define(KEY_NAMING, Type.STRING, DEFAULT_NAMING, Importance.LOW, "Subjects of keys")
            .define(VALUE_NAMING, Type.STRING, DEFAULT_NAMING, Importance.LOW, "Subjects of values")
            .define(KEY_TYPE, Type.CLASS, null, Importance.LOW, "Class of keys")
            .define(VALUE_TYPE, Type.CLASS, null, Importance.LOW, "Class of values")
            .define(CACHE_DIR, Type.STRING, "", Importance.LOW, "Directory of cached ids");

    private final AbstractConfig values;
    private final Map<String, ?> originals;
    private final Part part;

    AvroSerdeConfig(Map<String, ?> configs, boolean isKey) {
        this.values = new AbstractConfig(DEFINITION, configs, false);
        this.originals = configs;
        this.part = isKey ? Part.KEY : Part.VALUE;
    }

    SchemaRegistry registry() {
        if (originals.get(INSTANCE) instanceof SchemaRegistry instance) {
            return instance;
        }
        if (values.getString(URL).isBlank()) {
            throw new ConfigException(URL, "", "Expected the address of a schema registry.");
        }
        return SchemaRegistries.http(values.getString(URL), new RegistryAccess(credentials(), tls()), cacheDir());
    }

    SchemaIds.Policy idPolicy() {
        // As with Confluent's serializer, registering goes before the newest version.
        if (values.getBoolean(AUTO_REGISTER)) {
            return SchemaIds.Policy.REGISTER;
        }
        return values.getBoolean(USE_LATEST) ? SchemaIds.Policy.LATEST : SchemaIds.Policy.LOOK_UP;
    }

    Part part() {
        return part;
    }

    SubjectNaming naming() {
        String key = part == Part.KEY ? KEY_NAMING : VALUE_NAMING;
        return SubjectNaming.named(key, values.getString(key));
    }

    Optional<Class<?>> type() {
        return Optional.ofNullable(values.getClass(part == Part.KEY ? KEY_TYPE : VALUE_TYPE));
    }

    private Map<String, String> tls() {
        return originals.entrySet().stream()
                .filter(it -> it.getKey().startsWith(TLS))
                .collect(Collectors.toMap(
                        it -> it.getKey().substring(TLS.length()),
                        it -> it.getValue() instanceof Password password
                                ? password.value()
                                : String.valueOf(it.getValue())));
    }

    private Optional<RegistryCredentials> credentials() {
        String bearer = values.getString(BEARER_SOURCE);
        if (bearer.equals("STATIC_TOKEN")) {
            return Optional.of(
                    RegistryCredentials.bearer(values.getPassword(BEARER_TOKEN).value()));
        }
        if (!bearer.isEmpty()) {
            throw new ConfigException(BEARER_SOURCE, bearer, "Expected STATIC_TOKEN.");
        }
        String source = values.getString(CREDENTIALS_SOURCE);
        return switch (source) {
            case "URL" -> Optional.empty();
            case "USER_INFO" ->
                Optional.of(
                        RegistryCredentials.parse(values.getPassword(USER_INFO).value()));
            default -> throw new ConfigException(CREDENTIALS_SOURCE, source, "Expected URL or USER_INFO.");
        };
    }

    private Optional<Path> cacheDir() {
        return Optional.of(values.getString(CACHE_DIR))
                .filter(dir -> !dir.isBlank())
                .map(Path::of);
    }
}
