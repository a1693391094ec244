package io.claimstream.feedback.account;

/**
 * A person whose password was checked. Checking takes long enough for the password to be replaced meanwhile, so whatever follows asks whether it still stands.
 *
 * @param user as they were then
 * @param passwordHash of the password that was checked
 */
public record Verified(User user, String passwordHash) {

    @Override
    public String toString() {
        return "Verified[" + user.userId() + "]";
    }
}
