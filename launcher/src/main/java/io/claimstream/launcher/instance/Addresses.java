package io.claimstream.launcher.instance;

import java.net.URI;

/**
 * Where a running instance is reached.
 *
 * @param api the HTTP API
 * @param kafka bootstrap servers
 * @param schemaRegistry Confluent's REST API
 */
public record Addresses(URI api, String kafka, URI schemaRegistry) {}
