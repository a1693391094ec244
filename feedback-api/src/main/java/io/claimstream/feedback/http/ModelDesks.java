package io.claimstream.feedback.http;

/**
 * What pages about models work with.
 *
 * @param orders takes commands, and tells what came of them
 * @param uploads takes models that were made elsewhere
 * @param withdrawn has done again what a roll back left behind
 * @param known tells what is known of models
 */
public record ModelDesks(OrderDesk orders, ModelUploads uploads, WithdrawnDesk withdrawn, KnownModels known) {}
