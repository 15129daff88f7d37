package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {

    private static String in(String body) {
        ByteBuf bytes = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        try {
            return ModelName.in(bytes);
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
            })
    void theModelIsFound(String body, String model) {
        assertThat(in(body)).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {"{}", "[]", "not json", "{\"model\":7}", "{\"model\":null}", "\"model\""})
    void whereThereIsNoneThereIsNone(String body) {
        assertThat(in(body)).isEmpty();
    }

    @Property(tries = 200)
    void nothingThatIsSentMakesItFail(@ForAll byte[] bytes) {
        ByteBuf body = Unpooled.wrappedBuffer(bytes);
        assertThat(ModelName.in(body)).isNotNull();
        body.release();
    }
}
