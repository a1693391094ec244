package io.claimstream.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.webhook.Delivery.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:db8::1",
                "2001::1",
                "::7f00:1",
                "fec0::1"
            })
    void shouldRefuseWhatIsNotPublic(String address) {
        assertThat(guard(false, false, address).refusal(URI.create("https://hooks.example/in")))
                .contains(Problem.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "1.1.1.1",
                "100.128.0.1",
                "172.32.0.1",
                "2606:4700:4700::1111",
                "64:ff9b::101:101"
            })
    void shouldLetPublicAddressesThrough(String address) {
        assertThat(guard(false, false, address).refusal(URI.create("https://hooks.example/in")))
                .isEmpty();
    }

    @Test
    void shouldRefuseANameThatLeadsToAPrivateAddressTooAndOneThatLeadsNowhere() {
        assertThat(guard(false, false, "1.1.1.1", "10.0.0.1").refusal(URI.create("https://hooks.example")))
                .contains(Problem.ADDRESS_REFUSED);
        AddressGuard nowhere = new AddressGuard(limits(false, false), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(nowhere.refusal(URI.create("https://hooks.example"))).contains(Problem.NAME_UNKNOWN);
    }

    @Test
    void shouldTakeHttpOnThisMachineOnlyAndOnlyWhenAllowed() {
        URI url = URI.create("http://hooks.example/in");
        assertThat(guard(false, true, "1.1.1.1").refusal(url)).isPresent();
        assertThat(guard(true, true, "1.1.1.1").refusal(url)).isPresent();
        assertThat(guard(true, false, "127.0.0.1").refusal(url)).isEmpty();
        assertThat(guard(true, false, "127.0.0.1", "10.0.0.1").refusal(url)).isPresent();
        assertThat(guard(false, true, "10.0.0.1").refusal(URI.create("https://hooks.example")))
                .isEmpty();
    }

    @Test
    void shouldLookUpAnAddressOfIpv6WithoutItsBrackets() {
        AddressGuard guard = new AddressGuard(limits(false, false), InetAddress::getAllByName);
        assertThat(guard.refusal(URI.create("https://[::1]:8443/in"))).contains(Problem.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example",
                "ftp://hooks.example",
                "https://",
                "https://user@hooks.example",
                "https://hooks.example/#a",
                "https://hooks.example/a b",
                "https://hooks.example:99999/",
                "file:///etc/passwd",
                "https://hööks.example/"
            })
    void shouldKnowWhatIsNoAddress(String text) {
        assertThat(AddressGuard.hasForm(text)).isFalse();
    }

    @Test
    void shouldTakeAnAddressOfTheWeb() {
        assertThat(AddressGuard.hasForm("https://hooks.example:8443/in?for=acme"))
                .isTrue();
        assertThat(AddressGuard.hasForm("https://hooks.example/" + "x".repeat(2_000)))
                .isFalse();
    }

    private static AddressGuard guard(boolean here, boolean isPrivate, String... addresses) {
        return new AddressGuard(limits(here, isPrivate), host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    private static WebhookLimits limits(boolean here, boolean isPrivate) {
        return new WebhookLimits(4, Duration.ofSeconds(1), here, isPrivate);
    }
}
