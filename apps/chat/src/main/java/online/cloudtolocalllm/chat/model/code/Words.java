package online.cloudtolocalllm.chat.model.code;

import java.util.List;
import java.util.Set;

/**
 * What a language is made of.
 *
 * @param keywords its words
 * @param values words that stand for themselves
 * @param types names of types
 * @param comments what begins a comment that ends with its line
 * @param quotes texts and comments; those that begin with another's beginning are before it
 * @param marks what begins an annotation or a directive, as characters
 * @param traits what else is so
 */
record Words(
        Set<String> keywords,
        Set<String> values,
        Set<String> types,
        List<String> comments,
        List<Quote> quotes,
        String marks,
        Set<Trait> traits) {

    Words {
        keywords = Set.copyOf(keywords);
        values = Set.copyOf(values);
        types = Set.copyOf(types);
        comments = List.copyOf(comments);
        quotes = List.copyOf(quotes);
        traits = Set.copyOf(traits);
    }

    /** What is so in some languages. */
    enum Trait {
        /** A name with a large first letter is a type. */
        LARGE_TYPES,
        /** Large and small letters are the same. */
        ANY_CASE,
        /** A text before a colon is a key. */
        KEYS,
        /** A dollar begins a variable. */
        VARIABLES,
        /** A comment begins only behind a space. */
        COMMENT_APART,
        /** Letters before a text say how it is read. */
        PREFIXES,
        /** A single quote is of one character, or it is something else. */
        ONE_CHARACTER,
        /** Names have hyphens. */
        HYPHENS,
        /** What is called is not followed by a bracket. */
        NO_CALLS
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
