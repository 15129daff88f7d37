package online.cloudtolocalllm.chat.model.code;

import static online.cloudtolocalllm.chat.model.code.Words.Trait.ANY_CASE;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.COMMENT_APART;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.HYPHENS;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.KEYS;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.LARGE_TYPES;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.NO_CALLS;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.ONE_CHARACTER;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.PREFIXES;
import static online.cloudtolocalllm.chat.model.code.Words.Trait.VARIABLES;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.chat.model.code.Words.Trait;

/** The languages whose colours are known. Immutable. */
public final class Tongues {

    private static final List<String> SLASHES = List.of("//");
    private static final List<String> HASH = List.of("#");
    private static final Quote C_COMMENT = Quote.comment("/*", "*/");
    private static final List<Quote> C_QUOTES = List.of(C_COMMENT, Quote.text("\""), Quote.text("'"));
    private static final List<Quote> SHELL_QUOTES =
            List.of(Quote.texts("\"", "\"", true), Quote.texts("'", "'", false));
    private static final String CONSTANTS = "true false null";

    private final Map<String, Tongue> byName = new HashMap<>();

    /** All that are known. */
    public Tongues() {
        programs();
        web();
        systems();
        put(
                new Program(
                        new Words(Set.of(), set(CONSTANTS), Set.of(), SLASHES, C_QUOTES, "", Set.of(KEYS, NO_CALLS))),
                "json jsonc json5 jsonl ndjson");
        put(shell(), "sh bash zsh shell console terminal shellscript fish dockerfile docker makefile make");
        put(sql(), "sql sqlite postgresql postgres mysql psql plsql tsql");
        put(new Keyed(values("true false null yes no on off"), ":"), "yaml yml");
        put(new Keyed(values("true false inf nan"), "="), "toml ini conf cfg properties env dotenv editorconfig");
        put(new Changes(), "diff patch");
    }

    /** The one with this name, as it stands behind a fence, or nothing if none is known. */
    public Optional<Tongue> named(String language) {
        return Optional.ofNullable(byName.get(language.toLowerCase(Locale.ROOT)));
    }

    private void programs() {
        Words java = new Words(
                set(Vocabulary.JAVA),
                set(CONSTANTS),
                Set.of(),
                SLASHES,
                List.of(C_COMMENT, Quote.texts("\"\"\"", "\"\"\"", true), Quote.text("\""), Quote.text("'")),
                "@",
                Set.of(LARGE_TYPES));
        put(new Program(java), "java");
        put(
                new Program(new Words(
                        set(Vocabulary.KOTLIN),
                        java.values(),
                        java.types(),
                        SLASHES,
                        java.quotes(),
                        "@",
                        java.traits())),
                "kotlin kt kts scala groovy gradle swift dart");
        put(
                new Program(new Words(
                        set(Vocabulary.PYTHON),
                        set("True False None self cls"),
                        set(Vocabulary.PYTHON_TYPES),
                        HASH,
                        List.of(
                                Quote.texts("\"\"\"", "\"\"\"", true),
                                Quote.texts("'''", "'''", true),
                                Quote.text("\""),
                                Quote.text("'")),
                        "@",
                        Set.of(LARGE_TYPES, PREFIXES))),
                "python py python3 py3 pycon ipython");
        put(
                new Program(new Words(
                        set(Vocabulary.RUBY),
                        set("true false nil self"),
                        Set.of(),
                        HASH,
                        List.of(Quote.text("\""), Quote.text("'")),
                        "@",
                        Set.of(LARGE_TYPES))),
                "ruby rb");
    }

    private void web() {
        List<Quote> quotes = List.of(C_COMMENT, Quote.text("\""), Quote.text("'"), Quote.texts("`", "`", true));
        Words script = new Words(
                set(Vocabulary.SCRIPT),
                set("true false null undefined NaN Infinity this super"),
                set(Vocabulary.SCRIPT_TYPES),
                SLASHES,
                quotes,
                "@",
                Set.of(LARGE_TYPES));
        put(new Program(script), "javascript js jsx mjs cjs typescript ts tsx node");
        put(
                new Program(new Words(
                        set(Vocabulary.PHP),
                        set(CONSTANTS),
                        set("int string bool float array"),
                        List.of("//", "#"),
                        C_QUOTES,
                        "@",
                        Set.of(LARGE_TYPES, VARIABLES))),
                "php");
        put(new Markup(), "html xml xhtml svg fxml vue svelte xsd xsl pom");
        put(
                new Sheet(new Program(new Words(
                        set("important"),
                        set("none auto inherit initial unset solid transparent"),
                        Set.of(),
                        List.of(),
                        C_QUOTES,
                        "@#",
                        Set.of(HYPHENS)))),
                "css scss less sass");
    }

    private void systems() {
        put(
                new Program(new Words(
                        set(Vocabulary.GO),
                        set("true false nil iota"),
                        set(Vocabulary.GO_TYPES),
                        SLASHES,
                        List.of(C_COMMENT, Quote.text("\""), Quote.text("'"), Quote.texts("`", "`", false)),
                        "",
                        Set.of(LARGE_TYPES))),
                "go golang");
        put(
                new Program(new Words(
                        set(Vocabulary.RUST),
                        set("true false self Self None Some Ok Err"),
                        set(Vocabulary.RUST_TYPES),
                        SLASHES,
                        List.of(
                                C_COMMENT,
                                Quote.texts("r#\"", "\"#", false),
                                Quote.texts("\"", "\"", true),
                                Quote.text("'")),
                        "#",
                        Set.of(LARGE_TYPES, ONE_CHARACTER, PREFIXES))),
                "rust rs");
        put(
                new Program(new Words(
                        set(Vocabulary.C),
                        set("true false NULL nullptr this"),
                        set(Vocabulary.C_TYPES),
                        SLASHES,
                        List.of(C_COMMENT, Quote.texts("R\"(", ")\"", false), Quote.text("\""), Quote.text("'")),
                        "#",
                        Set.of(LARGE_TYPES))),
                "c h cpp c++ cc cxx hpp cuda arduino objc");
        put(
                new Program(new Words(
                        set(Vocabulary.SHARP),
                        set(CONSTANTS + " this base"),
                        set(Vocabulary.C_TYPES),
                        SLASHES,
                        C_QUOTES,
                        "#",
                        Set.of(LARGE_TYPES, PREFIXES))),
                "csharp cs c#");
    }

    private static Tongue shell() {
        return new Program(new Words(
                set(Vocabulary.SHELL),
                set("true false"),
                Set.of(),
                HASH,
                SHELL_QUOTES,
                "",
                Set.of(VARIABLES, COMMENT_APART, HYPHENS)));
    }

    private static Tongue sql() {
        return new Program(new Words(
                set(Vocabulary.SQL),
                set(CONSTANTS),
                set(Vocabulary.SQL_TYPES),
                List.of("--"),
                List.of(C_COMMENT, new Quote("'", "'", Kind.STRING, false, true), Quote.text("\"")),
                "@",
                Set.of(ANY_CASE)));
    }

    private static Program values(String constants) {
        return new Program(new Words(
                Set.of(),
                set(constants),
                Set.of(),
                HASH,
                List.of(Quote.text("\""), Quote.text("'")),
                "&*",
                Set.<Trait>of(COMMENT_APART, HYPHENS, NO_CALLS)));
    }

    private void put(Tongue tongue, String names) {
        set(names).forEach(name -> byName.put(name, tongue));
    }

    private static Set<String> set(String words) {
        return Set.of(words.split(" "));
    }
}
