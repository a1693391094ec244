package io.claimstream.feedback.webhook;

import io.claimstream.feedback.webhook.Delivery.Problem;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells where deliveries may go. Whoever makes a webhook chooses its address; without this they could have this process ask machines that only it
 * reaches. Thread-safe.
 */
public final class AddressGuard {

    private static final int LONGEST = 2_000;
    private static final int MOST_PORT = 65_535;

    private final boolean plainHere;
    private final boolean privateAddresses;
    private final Resolver resolver;

    /** Finds the addresses of a name. */
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    AddressGuard(WebhookLimits limits, Resolver resolver) {
        this.plainHere = limits.plainHere();
        this.privateAddresses = limits.privateAddresses();
        this.resolver = resolver;
    }

    /** Whether a text has the form of an address that a delivery may go to, wherever its name leads. */
    public static boolean hasForm(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            URI url = new URI(text);
            boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            return isWeb
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= MOST_PORT
                    && text.chars().allMatch(it -> it > ' ' && it < 0x7f);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Why nothing may be sent to an address now; empty when it may. Asks for the addresses of the name. */
    Optional<Problem> refusal(URI url) {
        try {
            var unused = allowed(url.getHost(), !"https".equals(url.getScheme()));
            return Optional.empty();
        } catch (AddressRefusedException e) {
            return Optional.of(e.problem());
        }
    }

    /**
     * The addresses of a name, each of which a delivery may go to. Asks for them anew: only a connection to one of these is one that was checked.
     *
     * @param host name or address; one of IPv6 may stand in brackets
     * @param isPlain whether the delivery goes by http
     * @throws AddressRefusedException when the name is not known, or one of its addresses is none that anything may be sent to
     */
    List<InetAddress> allowed(String host, boolean isPlain) throws AddressRefusedException {
        List<InetAddress> addresses = addresses(host);
        boolean isHere = plainHere && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        boolean isOutside = !isPlain && (privateAddresses || addresses.stream().allMatch(AddressGuard::isPublic));
        if (!isHere && !isOutside) {
            throw new AddressRefusedException(Problem.ADDRESS_REFUSED);
        }
        return addresses;
    }

    private List<InetAddress> addresses(String host) throws AddressRefusedException {
        try {
            return List.of(resolver.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        } catch (UnknownHostException e) {
            throw new AddressRefusedException(Problem.NAME_UNKNOWN);
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    /** Without those that RFC 6890 sets apart. */
    private static boolean isPublic4(byte[] bytes) {
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        int third = Byte.toUnsignedInt(bytes[2]);
        boolean isShared = first == 100 && (second & 0xc0) == 64;
        boolean isProtocol = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean isBenchmark = first == 198 && (second & 0xfe) == 18;
        boolean isExample =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !isShared && !isProtocol && !isBenchmark && !isExample;
    }

    /** Only what is given out as global unicast, and of the ways into IPv4 only those that lead to public addresses. */
    private static boolean isPublic6(byte[] bytes) {
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        if (first == 0x20 && second == 0x02) {
            return isPublic4Of(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean isTranslated = first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        if (isTranslated) {
            return isPublic4Of(Arrays.copyOfRange(bytes, 12, 16));
        }
        boolean isTunnel = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean isExample = first == 0x20 && second == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8;
        return (first & 0xe0) == 0x20 && !isTunnel && !isExample;
    }

    private static boolean isPublic4Of(byte[] bytes) {
        try {
            return isPublic(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
