package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionEntryTest {

    private static final ConnectionDefaults DEFAULTS =
            new ConnectionDefaults("http://127.0.0.1:4711", Path.of("/srv/me"));

    private static ConnectionSettings read(String name, String json)
            throws InvalidSettingException, MalformedJsonException {
        return ConnectionEntry.read(name, Json.parseObject(json.replace('\'', '"')), DEFAULTS);
    }

    @Test
    void readsEveryKey() throws Exception {
        ConnectionSettings router = read("router", """
            {'connection_type':'openai','api_base_url':'https://router.example/api/v1','enabled':false,'paused':true,
             'preferred':true,'priority':30,'failover':false,'timeout':2.5,'max_concurrent':3,'reach':'lan',
             'models':['a','b:7b'],'model_aliases':{'llama3.2':'meta/llama-3.2'},'auth_token_ref':'keyring:router',
             'later':{'x':[1]}}\
            """);

        assertThat(router.origin()).hasToString("https://router.example/api/v1");
        assertThat(router.enabled()).isFalse();
        assertThat(router.paused()).isTrue();
        assertThat(router.preferred()).isTrue();
        assertThat(router.priority()).isEqualTo(30);
        assertThat(router.failover()).isFalse();
        assertThat(router.timeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(router.maxConcurrent()).isEqualTo(3);
        assertThat(router.reach()).contains(Reach.LAN);
        assertThat(router.models()).containsExactly("a", "b:7b");
        assertThat(router.aliases()).isEqualTo(Map.of("llama3.2", "meta/llama-3.2"));
        assertThat(router.token()).isEmpty();
        assertThat(router.tokenSource()).contains(new TokenSource.Keyring("router"));
    }

    @Test
    void whatIsLeftOutOrNullHasItsDefault() throws Exception {
        ConnectionSettings plain = read("local_ollama", "{}");
        ConnectionSettings nulls = read("local_ollama", """
            {'connection_type':null,'api_base_url':null,'host':null,'port':null,'enabled':null,'paused':null,
             'preferred':null,'priority':null,'failover':null,'timeout':null,'max_concurrent':null,'reach':null,
             'models':null,'model_aliases':null,'auth_token':null,'auth_token_ref':null}\
            """);

        assertThat(plain.origin()).hasToString("http://127.0.0.1:4711");
        assertThat(plain.priority()).isEqualTo(10);
        assertThat(plain.maxConcurrent()).isEqualTo(64);
        assertThat(plain.models()).isEqualTo(List.of());
        assertThat(plain.reach()).isEqualTo(Optional.empty());
        assertThat(nulls).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'host':'box'                | http://box:11434",
                "'host':'box','port':9       | http://box:9",
                "'port':9                    | http://localhost:9",
                "'host':'::1'                | http://[::1]:11434",
                "'host':'box','api_base_url':'http://other:1' | http://other:1",
            },
            quoteCharacter = '\0')
    void theAddressIsMadeOfHostAndPort(String keys, String url) throws Exception {
        assertThat(read("x", "{'connection_type':'ollama'," + keys + "}").origin())
                .hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "keyring:router | keyring:router",
                "env:ROUTER_KEY | env:ROUTER_KEY",
                "file:/run/key  | file:/run/key",
                "file:~/key     | file:/srv/me/key",
                "file:/a/../b   | file:/b",
            })
    void aTokenCanBeKeptElsewhere(String ref, String meaning) throws Exception {
        ConnectionSettings settings =
                read("x", "{'connection_type':'openai','api_base_url':'https://h','auth_token_ref':'" + ref + "'}");

        assertThat(settings.tokenSource().map(TokenSource::ref)).contains(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "demo    | {}                                                       | demo server",
                "Demo    | {'connection_type':'ollama'}                             | demo server",
                "a b     | {'connection_type':'ollama'}                             | name",
                "x       | {}                                                       | connection_type: is missing",
                "x       | {'connection_type':'martian'}                            | connection_type: must be one of",
                "x       | {'connection_type':'demo'}                               | connection_type:",
                "ollama  | {'host':5}                                               | host: must be a text",
                "ollama  | {'host':'http://box'}                                    | host:",
                "ollama  | {'port':'80'}                                            | port:",
                "ollama  | {'port':0}                                               | port:",
                "ollama  | {'port':65536}                                           | port:",
                "ollama  | {'port':80.5}                                            | port:",
                "ollama  | {'api_base_url':7}                                       | api_base_url: must be a text",
                "ollama  | {'api_base_url':''}                                      | api_base_url:",
                "ollama  | {'api_base_url':'localhost:11434'}                       | api_base_url:",
                "ollama  | {'api_base_url':'http://u:hunter2@h/'}                   | api_base_url:",
                "ollama  | {'api_base_url':'http://h/?key=hunter2'}                 | api_base_url:",
                "ollama  | {'enabled':'yes'}                                        | enabled:",
                "ollama  | {'paused':1}                                             | paused:",
                "ollama  | {'preferred':'no'}                                       | preferred:",
                "ollama  | {'failover':0}                                           | failover:",
                "ollama  | {'priority':-1}                                          | priority:",
                "ollama  | {'priority':1.5}                                         | priority:",
                "ollama  | {'priority':1e99}                                        | priority:",
                "ollama  | {'timeout':0}                                            | timeout:",
                "ollama  | {'timeout':'30'}                                         | timeout:",
                "ollama  | {'timeout':3601}                                         | timeout:",
                "ollama  | {'max_concurrent':0}                                     | max_concurrent:",
                "ollama  | {'max_concurrent':1001}                                  | max_concurrent:",
                "ollama  | {'reach':'world'}                                        | reach:",
                "ollama  | {'models':'a'}                                           | models:",
                "ollama  | {'models':['a',7]}                                       | models: entry 2",
                "ollama  | {'models':['']}                                          | models: entry 1",
                "ollama  | {'model_aliases':['a']}                                  | model_aliases:",
                "ollama  | {'model_aliases':{'a':''}}                               | model_aliases:",
                "ollama  | {'model_aliases':{'':'a'}}                               | model_aliases:",
                "ollama  | {'auth_token':['hunter2']}                               | auth_token:",
                "cloud_proxy | {'auth_token':'hunter2\\n'}                          | auth_token:",
                "cloud_proxy | {'auth_token':'hunter2','auth_token_ref':'env:T'}    | auth_token: is there beside",
                "cloud_proxy | {'auth_token_ref':'hunter2'}                         | auth_token_ref:",
                "cloud_proxy | {'auth_token_ref':'keyring:'}                        | auth_token_ref:",
                "cloud_proxy | {'auth_token_ref':'env:A-B'}                         | auth_token_ref:",
                "cloud_proxy | {'auth_token_ref':'file:hunter2'}                    | auth_token_ref:",
                "cloud_proxy | {'auth_token_ref':'file:/tmp/'}                      | auth_token_ref:",
                "ollama  | {'api_base_url':'http://box','auth_token':'hunter2'}     | auth_token: a token is sent over",
                "ollama  | {'api_base_url':'http://box','auth_token_ref':'env:T'}   | auth_token_ref: a token is sent"
                        + " over",
            })
    void whatCannotBeUsedIsToldByItsKeyAndNeverQuoted(String name, String json, String message) {
        assertThatThrownBy(() -> read(name, json))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("hunter2")
                .doesNotEndWith(".");
    }
}
