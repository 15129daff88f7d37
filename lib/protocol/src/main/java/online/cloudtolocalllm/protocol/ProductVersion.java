package online.cloudtolocalllm.protocol;

/** The product's version; a test holds it against the build's. */
public final class ProductVersion {

    /** The version, such as {@code 0.1.0} (Semantic Versioning 2.0.0). */
    public static final String TEXT = "0.1.0";

    private ProductVersion() {}
}
