package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.instance.Services;
import org.junit.jupiter.api.Test;

class AclsCommandTest {

    @Test
    void shouldListEveryGrantAsTableAndAsJson() throws Exception {
        // When
        CommandRun table = CommandRun.of("acls", "list");
        CommandRun json = CommandRun.of("acls", "list", "--output", "json");

        // Then
        int grants = Services.acls().grants().size();
        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines()).hasSize(grants + 1);
        JsonNode rows = new ObjectMapper().readTree(json.out());
        assertThat(rows).hasSize(grants);
        assertThat(rows.get(0).path("principal").asText()).isEqualTo("User:claim-ingest");
        assertThat(rows.get(0).path("name").asText()).isEqualTo("claims.submitted.v1");
        assertThat(rows.get(0).path("operations").asText()).isEqualTo("Read");
    }

    @Test
    void shouldPrintCommandLinesOfKafkasOwnTool() {
        // When
        CommandRun run = CommandRun.of(
                "acls",
                "list",
                "--commands",
                "--set",
                "kafka.bootstrap.servers=broker:9093",
                "--principal",
                "claim-ingest=CN=ingest,O=It's us");

        // Then
        assertThat(run.out().lines())
                .hasSize(Services.acls().grants().size())
                .contains("kafka-acls.sh --bootstrap-server broker:9093 --command-config admin.properties --add"
                        + " --allow-principal 'User:CN=ingest,O=It'\\''s us' --operation Create --operation Read"
                        + " --operation Write --operation Delete --topic 'claimstream-ingest-'"
                        + " --resource-pattern-type prefixed")
                .anyMatch(it -> it.contains(
                        "--transactional-id 'claimstream-retrain-publisher' --resource-pattern-type literal"))
                .anyMatch(it -> it.contains("--operation AlterConfigs --operation DescribeConfigs"));
    }

    @Test
    void shouldRefuseARoleThatThereIsNot() {
        // When
        CommandRun run = CommandRun.of("acls", "list", "--principal", "ingest=somebody");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("claim-ingest, feature-stream").contains("'ingest'");
    }
}
