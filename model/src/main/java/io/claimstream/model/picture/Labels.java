package io.claimstream.model.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/** Names and numbers beside pictures. */
final class Labels {

    private Labels() {}

    /** The numbers of an axis, without a decimal where none of them needs it. */
    static List<String> numbers(List<Double> numbers, DoubleFunction<String> form) {
        List<String> texts = numbers.stream().map(form::apply).toList();
        boolean isWhole = texts.stream().allMatch(text -> text.contains(".0\u00a0"));
        return isWhole
                ? texts.stream().map(text -> text.replace(".0\u00a0", "\u00a0")).toList()
                : texts;
    }

    /** A name that fits; the table behind the picture has it whole. */
    static String cut(String name, int characters) {
        return name.length() <= characters ? name : name.substring(0, characters - 1) + "…";
    }
}
