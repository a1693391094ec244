package io.claimstream.launcher.audit;

/** Identity of a claim as submitted, well formed or not. */
record Claim(String insurer, String claimId) {}
