package io.claimstream.feedback.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one address. */
public final class Addresses {

    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /**
     * The part of an address that one party holds: all of an IPv4 address, the network (64 bits) of an IPv6 address, of which anyone has 2^64.
     *
     * @param literal an address in digits, as a connection tells it; never a name
     */
    public static String party(String literal) {
        String plain = literal.replace("[", "").replace("]", "");
        int zone = plain.indexOf('%');
        String digits = zone < 0 ? plain : plain.substring(0, zone);
        if (!digits.contains(":") || !digits.matches("[0-9A-Fa-f:.]+")) {
            return digits;
        }
        try {
            InetAddress address = InetAddress.getByName(digits);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return digits;
        }
    }
}
