package io.claimstream.launcher.wire;

import io.claimstream.launcher.embedded.SecuredBroker;
import io.claimstream.launcher.embedded.SecuredBroker.Way;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.config.Settings;
import io.claimstream.testkit.DocumentedSettings;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker with a principal for every role, and the settings with which each comes in. Secrets are in files. */
final class SecuredCluster implements AutoCloseable {

    /** Comes in, and may do nothing. */
    static final String STRANGER = "somebody";

    private static final Path PAGE = Path.of("../docs/security.md");
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private final Map<String, Integer> servicePorts = FreePorts.ofAllInOne();
    private final Path directory;
    private final TokenProvider tokens;
    private final SecuredBroker broker;
    private final Path authority;
    private final Admin admin;

    private SecuredCluster(Path directory) throws Exception {
        this.directory = directory;
        this.tokens = TokenProvider.start();
        TestKeystore own = TestKeystore.validFor(directory.resolve("broker.p12"), 30);
        this.authority = own.writeCertificate(directory.resolve("authority.pem"));
        Path clients = TestKeystore.forClient(directory.resolve("claim-ingest.p12"), "claim-ingest")
                .writeCertificate(directory.resolve("clients.pem"));
        System.setProperty(ALLOWED_URLS, tokens.keys().toString());
        this.broker = SecuredBroker.start(directory, own, clients, tokens.keys());
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.address(Way.PLAIN)));
    }

    static SecuredCluster start(Path directory) throws Exception {
        SecuredCluster cluster = new SecuredCluster(directory);
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        for (String role : names()) {
            users.add(new UserScramCredentialUpsertion(
                    role, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(role)));
        }
        cluster.admin.alterUserScramCredentials(users).all().get();
        return cluster;
    }

    /** May do everything. */
    Admin admin() {
        return admin;
    }

    /** Where whoever may do everything comes in. */
    String adminAddress() {
        return broker.address(Way.PLAIN);
    }

    static AclCatalogue catalogue() {
        return Services.acls();
    }

    /** The settings of a role that comes in by user and password. */
    Settings byPassword(String role) throws IOException {
        return byPassword(role, password(role));
    }

    Settings byPassword(String role, String password) throws IOException {
        Path login = Files.writeString(
                directory.resolve(role + ".jaas"),
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + role + "\" password=\""
                        + password + "\";\n");
        return settings(role, Way.SCRAM, "SCRAM", Map.of("kafka.client.sasl.jaas.config.file", login.toString()));
    }

    /** The settings of claim-ingest, known by its certificate. */
    Settings byCertificate() throws IOException {
        Path password = Files.writeString(directory.resolve("keystore.password"), TestKeystore.PASSWORD + "\n");
        return settings(
                "claim-ingest",
                Way.MTLS,
                "Certificates",
                Map.of(
                        "kafka.client.ssl.keystore.location",
                        directory.resolve("claim-ingest.p12").toString(),
                        "kafka.client.ssl.keystore.password.file",
                        password.toString()));
    }

    /** The settings of a role that an identity provider speaks for. */
    Settings byToken(String role, String clientSecret) throws IOException {
        Path secret = Files.writeString(directory.resolve(role + ".secret"), clientSecret);
        return settings(
                role,
                Way.OAUTH,
                "OAUTHBEARER",
                Map.of(
                        "kafka.client.sasl.oauthbearer.token.endpoint.url",
                                tokens.tokens().toString(),
                        "kafka.client.sasl.oauthbearer.client.credentials.client.id", role,
                        "kafka.client.sasl.oauthbearer.client.credentials.client.secret.file", secret.toString()));
    }

    /** The example of the page for operators, with what differs here. */
    private Settings settings(String role, Way way, String example, Map<String, String> login) {
        Map<String, String> replaced = new HashMap<>(login);
        replaced.put("kafka.bootstrap.servers", broker.address(way));
        replaced.put("kafka.client.ssl.truststore.location", authority.toString());
        Map<String, String> values = DocumentedSettings.of(PAGE, example, replaced);
        values.put("streams.standby.replicas", "0");
        // The services share keys, so they share what they are kept in.
        values.put(
                "data.dir",
                directory
                        .resolve(role.equals(STRANGER) ? "data-of-a-stranger" : "data")
                        .toString());
        servicePorts.forEach((key, port) -> values.put(key, Integer.toString(port)));
        values.put("api.scorers", "http://localhost:" + servicePorts.get("scoring.management.port") + "/readyz");
        return Settings.of(Services.settings(), values);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(catalogue().roles());
        names.add(STRANGER);
        return names;
    }

    private static String password(String role) {
        return "of-" + role;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
        tokens.close();
        System.clearProperty(ALLOWED_URLS);
    }
}
