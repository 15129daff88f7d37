package online.cloudtolocalllm.chat.model.code;

/** A language of code. Immutable. */
public interface Tongue {

    /**
     * Colours one line, in a time that grows as its length does. What is wrong in it has some colour or none.
     *
     * @param line without its end
     * @param before what the line before left open
     */
    Coloured line(String line, Open before);
}
