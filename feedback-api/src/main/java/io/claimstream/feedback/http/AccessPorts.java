package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Gate;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditTrail;

/**
 * What tells who may ask, and keeps what they did.
 *
 * @param gate tells callers from strangers
 * @param keys makes, rotates and revokes API keys
 * @param audit keeps what was done and refused
 * @param limits how often something may be asked
 * @param people who signs in here
 * @param approvals keeps commands that wait for a second person
 */
public record AccessPorts(
        Gate gate, KeyRegister keys, AuditTrail audit, RateLimits limits, People people, Approvals approvals) {}
