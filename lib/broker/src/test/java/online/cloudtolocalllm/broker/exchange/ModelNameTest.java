package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {

    private static String in(String body) {
        ByteBuf bytes = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        try {
            ModelName name = new ModelName("model");
            name.watch(bytes);
            return name.shown();
        } finally {
            bytes.release();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"model\":\"tiny\",\"messages\":[]}       | tiny",
                "{\"messages\":[{\"model\":\"x\"}],\"model\":\"tiny\"} | tiny",
                "{\"name\":\"old\"}                         | old",
                "{\"name\":\"old\",\"model\":\"new\"}       | new",
                "{\"model\":\"\",\"name\":\"tiny\"}  | tiny",
                "{\"model\":\"a\\r\\nX-Evil: 1\"}           | aX-Evil:1",
                "{\"model\":\"tiny\",                       | tiny",
                "{\"model\":\"first\",\"model\":\"last\"}  | last",
                "{\"mod\\u0065l\":\"t\\u0069ny\"}         | tiny",
                "{\"a\":\"}\\\"{\",\"model\":\"tiny\"}       | tiny",
                "{\"a\":[\"model\",\"x\"],\"model\":\"tiny\"} | tiny",
                "{\"a\":\"model\",\"model\":\"tiny\"}      | tiny",
                " \t{ \"model\" : \"tiny\" }              | tiny",
            })
    void theModelIsFound(String body, String model) {
        assertThat(in(body)).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"a\":{\"model\":\"x\"}}",
                "[{\"model\":\"x\"}]",
                "{\"model\":[\"x\"]}",
                "{\"model\":{\"a\":\"x\"}}",
                "{}",
                "[]",
                "not json",
                "{\"model\":7}",
                "{\"model\":null}",
                "\"model\""
            })
    void whereThereIsNoneThereIsNone(String body) {
        assertThat(in(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"model\":\"m\",\"keep_alive\":\"10m\"}   | 10m",
                "{\"keep_alive\": -1 , \"model\":\"m\"}        | -1",
                "{\"keep_alive\":30}                          | 30",
                "{\"o\":{\"keep_alive\":30}}                  | ",
                "{\"keep_alive\":1,\"keep_alive\":\"2s\"}       | 2s",
            })
    void theTimeInMemoryIsFound(String body, String expected) {
        ModelName name = new ModelName("model");
        for (byte piece : body.getBytes(StandardCharsets.UTF_8)) {
            name.watch(Unpooled.wrappedBuffer(new byte[] {piece}));
        }
        assertThat(name.keepAlive()).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "| true",
                "{} | true",
                "{\"a\":[1,{\"b\":\"}\"}]} | true",
                "{\"a\":1 | false",
                "[] | false",
                "--boundary | false",
                "\"text\" | false",
            })
    void whetherABodyCanBeReadIsTold(String body, boolean readable) {
        ModelName name = new ModelName("model");
        name.watch(Unpooled.copiedBuffer(body == null ? "" : body, StandardCharsets.UTF_8));
        assertThat(name.isReadable()).isEqualTo(readable);
    }

    @Property(tries = 200)
    void anyChunkingOfTheSameBodyGivesTheSame(@ForAll @IntRange(min = 1, max = 40) int piece) {
        byte[] body = ("{\"images\":[\"" + "A".repeat(200)
                        + "\"],\"options\":{\"model\":\"no\"},\"model\":\"t\\u0069ny\"}")
                .getBytes(StandardCharsets.UTF_8);
        ModelName found = new ModelName("model");
        for (int at = 0; at < body.length; at += piece) {
            found.watch(Unpooled.wrappedBuffer(body, at, Math.min(piece, body.length - at)));
        }
        assertThat(found.shown()).isEqualTo("tiny");
    }

    @Test
    void aNameThatIsNoneIsLeftOutAndNothingIsKeptOfIt() {
        assertThat(in("{\"model\":\"" + "x".repeat(100_000) + "\"}")).isEmpty();
        assertThat(in("{\"model\":\"" + "x".repeat(2_000) + "\"}")).hasSize(512);
    }

    @Property(tries = 200)
    void nothingThatIsSentMakesItFail(@ForAll byte[] bytes) {
        ByteBuf body = Unpooled.wrappedBuffer(bytes);
        ModelName name = new ModelName("model");
        name.watch(body);
        assertThat(name.shown()).isNotNull();
        body.release();
    }
}
