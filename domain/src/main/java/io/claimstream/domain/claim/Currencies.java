package io.claimstream.domain.claim;

import java.util.Set;

/**
 * The active national currencies of ISO 4217. Written out instead of asking {@link java.util.Currency}, whose list
 * changes with the Java release and still holds currencies long gone: the same claim must meet the same answer on every
 * machine.
 */
public final class Currencies {

    private static final Set<String> CODES =
            Set.of(("AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND "
                            + "BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
                            + "FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
                            + "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
                            + "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG "
                            + "SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS "
                            + "VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG")
                    .split(" "));

    private Currencies() {}

    /** Every code. */
    public static Set<String> all() {
        return CODES;
    }

    /** Whether a text is the code of an active currency. */
    public static boolean isKnown(String code) {
        return CODES.contains(code);
    }
}
