package online.cloudtolocalllm.chat.model.code;

/** What a part of code is, as far as it has a colour. */
public enum Kind {
    /** A word of the language. */
    KEYWORD,
    /** What stands for itself: true, null, a number, an escape. */
    VALUE,
    /** A text. */
    STRING,
    /** What is for people. */
    COMMENT,
    /** A type, or a table's name. */
    TYPE,
    /** What is called, or a key. */
    NAME,
    /** A tag, or a variable of a shell. */
    TAG,
    /** An annotation, an attribute, a directive. */
    MARK
}
