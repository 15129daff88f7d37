package online.cloudtolocalllm.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** Takes the values of a reply for what they should be. Pure. */
public final class Reply {

    private Reply() {}

    /**
     * The value at a place.
     *
     * @throws BusException if there are fewer
     */
    public static Object at(Object[] values, int place) throws BusException {
        if (place >= values.length || values[place] == null) {
            throw strange();
        }
        return values[place];
    }

    /**
     * An object's path.
     *
     * @throws BusException if it is none
     */
    public static String path(Object value) throws BusException {
        if (value instanceof DBusPath path) {
            return path.getPath();
        }
        throw strange();
    }

    /**
     * Paths of objects.
     *
     * @throws BusException if one is none
     */
    public static List<String> paths(Object value) throws BusException {
        List<String> paths = new ArrayList<>();
        for (Object element : elements(value)) {
            paths.add(path(element));
        }
        return paths;
    }

    /**
     * Texts.
     *
     * @throws BusException if one is none
     */
    public static List<String> texts(Object value) throws BusException {
        List<String> texts = new ArrayList<>();
        for (Object element : elements(value)) {
            if (!(element instanceof String text)) {
                throw strange();
            }
            texts.add(text);
        }
        return texts;
    }

    /**
     * Bytes.
     *
     * @throws BusException if they are none
     */
    public static byte[] bytes(Object value) throws BusException {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        List<?> elements = elements(value);
        byte[] bytes = new byte[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(elements.get(i) instanceof Byte element)) {
                throw strange();
            }
            bytes[i] = element;
        }
        return bytes;
    }

    /**
     * The fields of a structure.
     *
     * @throws BusException if it is none
     */
    public static Object[] fields(Object value) throws BusException {
        if (value instanceof Object[] fields) {
            return fields;
        }
        throw strange();
    }

    /**
     * What a variant holds.
     *
     * @throws BusException if it is none
     */
    public static Object inside(Object value) throws BusException {
        if (value instanceof Variant<?> variant && variant.getValue() != null) {
            return variant.getValue();
        }
        throw strange();
    }

    /**
     * A truth value.
     *
     * @throws BusException if it is none
     */
    public static boolean flag(Object value) throws BusException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw strange();
    }

    private static List<?> elements(Object value) throws BusException {
        return switch (value) {
            case List<?> list -> list;
            case Object[] array -> Stream.of(array).toList();
            default -> throw strange();
        };
    }

    private static BusException strange() {
        return new BusException(
                BusException.Kind.STRANGE, "it answered with something that is not in the specification");
    }
}
