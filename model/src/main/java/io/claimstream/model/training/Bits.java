package io.claimstream.model.training;

/** Mixes bits, for draws that follow from contents. */
final class Bits {

    private Bits() {}

    /** A good mixer (Stafford, 2011): amounts differ in few of their bits. */
    static long mixed(long value) {
        long bits = value;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
