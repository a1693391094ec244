package io.claimstream.feedback.http;

import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.PasswordResets;
import io.claimstream.feedback.account.Sessions;
import io.claimstream.feedback.limit.RateLimiter;

/**
 * People who sign in here.
 *
 * @param accounts who has an account
 * @param invitations who may have one
 * @param resets who sets another password
 * @param sessions who is signed in
 * @param attempts how often someone may try to sign in to one account
 * @param addressAttempts how often from one address
 * @param secureCookies whether browsers come by https even where this process does not see it, behind a proxy
 */
public record People(
        Accounts accounts,
        Invitations invitations,
        PasswordResets resets,
        Sessions sessions,
        RateLimiter attempts,
        RateLimiter addressAttempts,
        boolean secureCookies) {}
