package online.cloudtolocalllm.testkit.http;

/**
 * A header field.
 *
 * @param name as written on the wire
 * @param value without the blanks around it
 */
public record Header(String name, String value) {

    /** Whether the field has this name, upper and lower case being the same. */
    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
