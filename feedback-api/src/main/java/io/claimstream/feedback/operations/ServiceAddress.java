package io.claimstream.feedback.operations;

import java.net.URI;

/**
 * Where a service says whether it is ready.
 *
 * @param service its name, such as {@code claim-ingest}
 * @param setting the key that names the address
 * @param address of its readiness
 */
public record ServiceAddress(String service, String setting, URI address) {}
