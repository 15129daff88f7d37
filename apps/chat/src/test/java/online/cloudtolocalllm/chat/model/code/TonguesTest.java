package online.cloudtolocalllm.chat.model.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is coloured, in each language. */
class TonguesTest {

    private final Tongues tongues = new Tongues();

    /** What has a colour in these lines, each as its kind and its text. */
    private List<String> coloured(String language, String code) {
        Tongue tongue = tongues.named(language).orElseThrow();
        List<String> found = new ArrayList<>();
        Open open = Open.NOTHING;
        for (String line : code.split("\n", -1)) {
            Coloured coloured = tongue.line(line, open);
            coloured.spans().forEach(span -> found.add(span.kind() + " " + line.substring(span.from(), span.to())));
            open = coloured.after();
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        java       | @A int b = c("d\\"e", 0x1F); // f  | MARK @A,KEYWORD int,NAME c,STRING "d\\"e",VALUE 0x1F,COMMENT // f
        python     | def f(x: int) -> None: # y       | KEYWORD def,NAME f,TYPE int,VALUE None,COMMENT # y
        python     | print(f"{x}")                    | NAME print,STRING f,STRING "{x}"
        js         | const a = `b${c}` ?? null        | KEYWORD const,STRING `b${c}`,VALUE null
        ts         | let a: string = 'b'              | KEYWORD let,TYPE string,STRING 'b'
        json       | {"a": "b", "c": 1.5e-3}          | NAME "a",STRING "b",NAME "c",VALUE 1.5e-3
        sh         | if [ $# -gt 1 ]; then a#b # c    | KEYWORD if,TAG $#,VALUE 1,KEYWORD then,COMMENT # c
        html       | <a href="b">&amp;</a><!-- c -->  | TAG <a,MARK href,STRING "b",TAG >,VALUE &amp;,TAG </a,TAG >,COMMENT <!-- c -->
        css        | a:hover { color: #fff; }         | TAG a:hover,NAME color,MARK #fff
        sql        | Select a FROM b -- c             | KEYWORD Select,KEYWORD FROM,COMMENT -- c
        go         | func f(e error) { return nil }   | KEYWORD func,NAME f,TYPE error,KEYWORD return,VALUE nil
        rust       | fn f<'a>(c: &'a str) { 'x' }     | KEYWORD fn,TYPE str,STRING 'x'
        c++        | #include <x> // y                | MARK #include,COMMENT // y
        yaml       | - a: "b" # c                     | NAME a,STRING "b",COMMENT # c
        yaml       | url: http://a:1                  | NAME url,VALUE 1
        toml       | [a.b]                            | TYPE [a.b]
        diff       | +new                             | TAG +new
        """)
    void coloursWhatIsWritten(String language, String code, String expected) {
        assertThat(String.join(",", coloured(language, code))).isEqualTo(expected);
    }

    @Test
    void commentsAndTextsGoOnOverLines() {
        assertThat(coloured("java", "a /* b\nc\nd */ return"))
                .containsExactly("COMMENT /* b", "COMMENT c", "COMMENT d */", "KEYWORD return");
        assertThat(coloured("python", "\"\"\"a\nb\"\"\" if"))
                .containsExactly("STRING \"\"\"a", "STRING b\"\"\"", "KEYWORD if");
        assertThat(coloured("html", "<a\nb=\"c\"\n>d")).containsExactly("TAG <a", "MARK b", "STRING \"c\"", "TAG >");
        assertThat(coloured("java", "\"not ended\nreturn")).containsExactly("STRING \"not ended", "KEYWORD return");
    }

    @Test
    void languagesAreKnownByManyNames() {
        assertThat(List.of("Java", "PYTHON", "tsx", "c#", "c", "h", "yml", "bash", "xml", "golang", "rs", "postgresql"))
                .allSatisfy(name -> assertThat(tongues.named(name)).as(name).isPresent());
        assertThat(tongues.named("")).isEmpty();
        assertThat(tongues.named("klingon")).isEmpty();
    }
}
