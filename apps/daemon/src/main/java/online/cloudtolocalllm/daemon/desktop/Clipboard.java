package online.cloudtolocalllm.daemon.desktop;

/** Where copied text goes. */
@FunctionalInterface
interface Clipboard {

    /** Puts a text there and says whether that worked; blocks for some seconds at most. */
    boolean copy(String text);

    /** What to do where it takes nothing, as a sentence; empty where nothing is known to help. */
    default String advice() {
        return "";
    }
}
