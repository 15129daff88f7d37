package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import org.junit.jupiter.api.Test;

class AddressFormTest {

    private static final ConnectionView PARTS =
            Seen.of("local_ollama", "{\"host\":\"gpu.lan\",\"port\":11500}").view();
    private static final ConnectionView WHOLE = Seen.of(
                    "studio", "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://box:1234\"}")
            .view();

    private static JsonObject after(ConnectionView view, Edit edit) {
        return Check.of(view.config(), edit.changes()) instanceof Check.Verdict.Right(var config)
                ? config.connections().object(view.name())
                : JsonObject.of("refused", true);
    }

    @Test
    void hostAndPortAreShownAsTheAddressThatTheyMake() {
        assertThat(ConnectionSpecs.address(PARTS).kind()).isEqualTo(new SettingSpec.Kind.Line("http://gpu.lan:11500"));
        assertThat(AddressForm.note(PARTS)).contains("\"host\" and \"port\"");
        assertThat(AddressForm.written(PARTS).map(edit -> after(PARTS, edit)))
                .contains(JsonObject.of("api_base_url", "http://gpu.lan:11500"));
        assertThat(AddressForm.written(WHOLE)).isEmpty();
        assertThat(AddressForm.note(WHOLE)).isEmpty();
    }

    @Test
    void withoutAnyThatOfItsKindCounts() {
        ConnectionView cloud =
                Seen.of("cloud_proxy", "{\"auth_token_ref\":\"env:TOKEN\"}").view();
        assertThat(ConnectionSpecs.address(cloud).kind())
                .isEqualTo(new SettingSpec.Kind.Line("https://api.cloudtolocalllm.online"));
        assertThat(AddressForm.note(cloud)).isEqualTo("This one counts until another is typed.");
        assertThat(AddressForm.written(cloud)).isEmpty();
    }

    @Test
    void whatATestSuggestsIsOneChangeOfBothKeys() {
        JsonObject better = Seen.json("{\"api_base_url\":\"http://box:1234/v1\",\"connection_type\":\"openai\"}");
        assertThat(AddressForm.suggested(WHOLE, better).map(edit -> after(WHOLE, edit)))
                .contains(JsonObject.of("connection_type", "openai", "api_base_url", "http://box:1234/v1"));
        assertThat(AddressForm.suggested(WHOLE, WHOLE.entry())).isEmpty();
        assertThat(AddressForm.suggested(WHOLE, JsonObject.EMPTY)).isEmpty();
        Edit edit = AddressForm.suggested(WHOLE, better).orElseThrow();
        ConnectionView edited = Seen.of("studio", "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://other\"}")
                .view();
        assertThat(after(edited, edit)).as("somebody was quicker").isEqualTo(JsonObject.of("refused", true));
    }
}
