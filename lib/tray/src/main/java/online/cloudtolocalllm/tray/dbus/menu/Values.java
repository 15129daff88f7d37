package online.cloudtolocalllm.tray.dbus.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes arguments, whose types the signature has told already, as they are used here. Pure. */
final class Values {

    private Values() {}

    /** Numbers, which come as an array or a list. */
    static List<Integer> numbers(Object value) {
        if (value instanceof int[] array) {
            return IntStream.of(array).boxed().toList();
        }
        List<Integer> numbers = new ArrayList<>();
        elements(value).forEach(element -> numbers.add((Integer) element));
        return numbers;
    }

    /** Texts. */
    static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        elements(value).forEach(element -> texts.add(element.toString()));
        return texts;
    }

    /** Structures. */
    static List<Object[]> structures(Object value) {
        List<Object[]> structures = new ArrayList<>();
        elements(value).forEach(element -> structures.add((Object[]) element));
        return structures;
    }

    private static List<?> elements(Object value) {
        return value instanceof Object[] array ? List.of(array) : (List<?>) value;
    }
}
