package online.cloudtolocalllm.protocol.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

class StatusJsonProperties {

    @Provide
    Arbitrary<DaemonStatus> statuses() {
        return Statuses.statuses();
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("statuses") DaemonStatus status) throws MalformedJsonException {
        byte[] wire = StatusJson.write(status).toJson().getBytes(StandardCharsets.UTF_8);
        assertThat(StatusJson.read(Json.parseObject(wire))).isEqualTo(status);
    }
}
