package online.cloudtolocalllm.client.model;

import java.util.Locale;

/** How far a request may travel. */
public enum Privacy {
    /** To every connection that its owner enabled. */
    ANY,
    /** Not beyond the private network. */
    LAN,
    /** Not off this computer. */
    LOCAL;

    /** The value of the header {@code X-Privacy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
