package io.claimstream.launcher.cli;

import io.claimstream.launcher.instance.Services;
import io.claimstream.testkit.GoldenFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AclsDocumentTest {

    private static final GoldenFile PAGE = new GoldenFile(Path.of("../docs/acls.md"), AclsDocumentTest.class);

    @Test
    void shouldTellWhatEachRoleMayDo() {
        // When
        String page = AclsDocument.text(Services.acls());

        // Then
        PAGE.assertHolds(page);
    }
}
