package io.claimstream.model.evaluation.page;

/** Names beside pictures. */
final class Labels {

    private Labels() {}

    /** A name that fits; the table behind the picture has it whole. */
    static String cut(String name, int characters) {
        return name.length() <= characters ? name : name.substring(0, characters - 1) + "…";
    }
}
