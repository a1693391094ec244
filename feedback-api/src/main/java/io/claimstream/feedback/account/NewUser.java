package io.claimstream.feedback.account;

/**
 * What a person says of itself to have an account.
 *
 * @param login in lower case
 * @param password a secret
 */
public record NewUser(String login, String displayName, String password) {

    @Override
    public String toString() {
        return "NewUser[]";
    }
}
