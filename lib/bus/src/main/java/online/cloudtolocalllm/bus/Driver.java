package online.cloudtolocalllm.bus;

/** The bus itself, as an object on the bus. */
final class Driver {

    /** Its name, and the name of its interface. */
    static final String NAME = "org.freedesktop.DBus";

    static final String PATH = "/org/freedesktop/DBus";

    private Driver() {}
}
