package online.cloudtolocalllm.config.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonReadingTest {

    private static DaemonReading read(String json, Map<String, String> environment) {
        try {
            return DaemonReading.of(Json.parseObject(json.replace('\'', '"')), environment, DaemonConfig.STANDARD);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static DaemonReading read(String json) {
        return read(json, Map.of());
    }

    @Test
    void readsEverySetting() {
        DaemonReading reading = read("""
            {'gateway':{'address':'127.0.0.1:9000','allowed_hosts':['box.lan:11435','[fe80::1]:80'],
                        'allowed_origins':['http://localhost:3000','app://obsidian.md','https://[::1]:8443'],
                        'allow_other_users':true,'require_key':'manage'},
             'ipc':{'legacy':true},'log':{'level':'debug','requests':false},'limits':{'connect':0.5,'drain':30},
             'privacy':{'default':'lan','models':{'diary*':'local','gpt-4o':'any'}},
             'tray':{'show':false,'panel':'light'},'notifications':{'show':false},'later':{'x':1}}\
            """);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new DaemonConfig(
                        new HostPort("127.0.0.1", 9000),
                        List.of("box.lan:11435", "[fe80::1]:80"),
                        List.of("http://localhost:3000", "app://obsidian.md", "https://[::1]:8443"),
                        true,
                        KeyNeed.MANAGE,
                        true,
                        DaemonConfig.LogLevel.DEBUG,
                        false,
                        new LimitSettings(Map.of(
                                DaemonKey.CONNECT, Duration.ofMillis(500), DaemonKey.DRAIN, Duration.ofSeconds(30))),
                        new PrivacyRules(Reach.LAN, Map.of("diary*", Reach.LOCAL, "gpt-4o", Reach.INTERNET)),
                        new DesktopSettings(false, DesktopSettings.Panel.LIGHT, false)));
    }

    @Test
    void everyKeyIsOptional() {
        assertThat(read("{}").config()).isEqualTo(DaemonConfig.STANDARD);
        assertThat(read("{'gateway':{},'log':{},'limits':{},'privacy':{}}").notices("f"))
                .isEmpty();
        assertThat(DaemonConfig.STANDARD.limits().of(DaemonKey.FIRST_BYTE)).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'gateway':7}                                        | gateway",
                "{'gateway':null}                                     | gateway",
                "{'log':[]}                                           | log",
                "{'limits':3}                                         | limits",
                "{'log':{'level':'loud'}}                             | log.level",
                "{'log':{'level':3}}                                  | log.level",
                "{'gateway':{'address':11435}}                        | gateway.address",
                "{'gateway':{'address':'127.0.0.1:99999'}}            | gateway.address",
                "{'gateway':{'address':''}}                           | gateway.address",
                "{'gateway':{'address':'0.0.0.0:11435'}}              | gateway.address",
                "{'gateway':{'address':'192.168.1.5:11435'}}          | gateway.address",
                "{'gateway':{'allowed_hosts':'box'}}                  | gateway.allowed_hosts",
                "{'gateway':{'allowed_hosts':[7]}}                    | gateway.allowed_hosts[0]",
                "{'gateway':{'allowed_hosts':['a b']}}                | gateway.allowed_hosts[0]",
                "{'gateway':{'allowed_origins':['*']}}                | gateway.allowed_origins[0]",
                "{'gateway':{'allowed_origins':['null']}}             | gateway.allowed_origins[0]",
                "{'gateway':{'allowed_origins':['http://x/']}}        | gateway.allowed_origins[0]",
                "{'limits':{'connect':0}}                             | limits.connect",
                "{'limits':{'connect':'5'}}                           | limits.connect",
                "{'limits':{'silence':86401}}                         | limits.silence",
                "{'limits':{'probe':null}}                            | limits.probe",
                "{'tray':true}                                        | tray",
                "{'tray':{'show':'no'}}                               | tray.show",
                "{'tray':{'panel':'black'}}                           | tray.panel",
                "{'tray':{'panel':true}}                              | tray.panel",
                "{'notifications':false}                              | notifications",
                "{'notifications':{'show':0}}                         | notifications.show",
            })
    void aWrongValueKeepsItsDefaultAndIsTold(String json, String key) {
        DaemonReading reading = read(json);
        assertThat(reading.config()).isEqualTo(DaemonConfig.STANDARD);
        assertThat(reading.notices("daemon_config.json"))
                .singleElement()
                .asString()
                .startsWith("daemon_config.json: \"" + key.strip() + "\" cannot be used: ")
                .endsWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'privacy':'local'}                          | privacy",
                "{'privacy':null}                             | privacy",
                "{'privacy':{'default':'lokal'}}              | privacy.default",
                "{'privacy':{'models':['diary']}}             | privacy.models",
                "{'privacy':{'models':{'diary':'lokal'}}}     | privacy.models.diary",
                "{'privacy':{'models':{'di*ary':'any'}}}      | privacy.models",
            })
    void aRuleOfPrivacyThatCannotBeReadCountsAsTheStrictest(String json, String key) {
        DaemonReading reading = read(json);
        assertThat(reading.config().privacy().limit("diary")).isEqualTo(Reach.LOCAL);
        assertThat(reading.notices("f")).singleElement().asString().contains("\"" + key.strip() + "\"");
    }

    @Test
    void whatIsRightBesideAWrongValueCounts() {
        DaemonReading reading = read("{'gateway':{'address':false,'allowed_hosts':[1,'box']},'log':{'level':'warn'}}");
        assertThat(reading.problems()).hasSize(2);
        assertThat(reading.config().allowedHosts()).containsExactly("box");
        assertThat(reading.config().logLevel()).isEqualTo(DaemonConfig.LogLevel.WARN);
    }

    @Test
    void theEnvironmentComesBeforeTheFile() {
        DaemonReading reading = read(
                "{'log':{'level':'warn'},'limits':{'connect':2}}",
                Map.of(
                        "CLOUDTOLOCALLLM_GATEWAY", "9000",
                        "CLOUDTOLOCALLLM_GATEWAY_ALLOWED_HOSTS", "box.lan, nas",
                        "CLOUDTOLOCALLLM_LOG_LEVEL", "debug",
                        "CLOUDTOLOCALLLM_LIMITS_CONNECT", "2.5",
                        "CLOUDTOLOCALLLM_PRIVACY_DEFAULT", "lan",
                        "CLOUDTOLOCALLLM_HOME", "/x"));
        assertThat(reading.notices("f")).isEmpty();
        assertThat(reading.config().gateway()).hasToString("127.0.0.1:9000");
        assertThat(reading.config().allowedHosts()).containsExactly("box.lan", "nas");
        assertThat(reading.config().logLevel()).isEqualTo(DaemonConfig.LogLevel.DEBUG);
        assertThat(reading.config().limits().of(DaemonKey.CONNECT)).isEqualTo(Duration.ofMillis(2500));
        assertThat(reading.config().privacy().general()).isEqualTo(Reach.LAN);
        assertThat(reading.overrides())
                .containsEntry("log.level", "CLOUDTOLOCALLLM_LOG_LEVEL")
                .containsEntry("gateway.address", "CLOUDTOLOCALLLM_GATEWAY")
                .hasSize(5);
        assertThat(reading.json().object("log").text("level")).as("the file").contains("warn");
    }

    @Test
    void aVariableThatCannotBeUsedIsToldAndTheFileCounts() {
        DaemonReading reading = read(
                "{'log':{'level':'warn'}}",
                Map.of("CLOUDTOLOCALLLM_LOG_LEVEL", "loud", "CLOUDTOLOCALLLM_LIMITS_PROBE", "soon"));
        assertThat(reading.config().logLevel()).isEqualTo(DaemonConfig.LogLevel.WARN);
        assertThat(reading.overrides()).isEmpty();
        assertThat(reading.notices("f"))
                .containsExactly(
                        "The environment variable CLOUDTOLOCALLLM_LOG_LEVEL is ignored: it must be error, warn, info or"
                                + " debug.",
                        "The environment variable CLOUDTOLOCALLLM_LIMITS_PROBE is ignored: it must be a number of"
                                + " seconds above 0, at most 86400.");
    }

    @Test
    void aVariableOfARuleThatCannotBeReadCountsAsTheStrictest() {
        DaemonReading reading = read(
                "{'gateway':{'require_key':'no'},'privacy':{'default':'any'}}",
                Map.of(
                        "CLOUDTOLOCALLLM_GATEWAY_REQUIRE_KEY", "yes",
                        "CLOUDTOLOCALLLM_PRIVACY_DEFAULT", "Local"));
        assertThat(reading.config().requireKey()).isEqualTo(KeyNeed.ALWAYS);
        assertThat(reading.config().privacy().general()).isEqualTo(Reach.LOCAL);
        assertThat(reading.overrides()).containsKeys("gateway.require_key", "privacy.default");
        assertThat(reading.notices("f"))
                .containsExactly(
                        "The environment variable CLOUDTOLOCALLLM_GATEWAY_REQUIRE_KEY cannot be used: it must be no,"
                                + " manage or always. It counts as always.",
                        "The environment variable CLOUDTOLOCALLLM_PRIVACY_DEFAULT cannot be used: it must be any, lan"
                                + " or local. It counts as local.");
    }

    @Test
    void theDesktopsSettingsHaveVariables() {
        DaemonReading reading = read(
                "{'tray':{'show':true}}",
                Map.of(
                        "CLOUDTOLOCALLLM_TRAY_SHOW", "false",
                        "CLOUDTOLOCALLLM_TRAY_PANEL", "dark",
                        "CLOUDTOLOCALLLM_NOTIFICATIONS_SHOW", "no"));
        assertThat(reading.config().desktop()).isEqualTo(new DesktopSettings(false, DesktopSettings.Panel.DARK, true));
        assertThat(reading.notices("f"))
                .containsExactly("The environment variable CLOUDTOLOCALLLM_NOTIFICATIONS_SHOW is ignored: it must be"
                        + " true or false.");
    }

    @Test
    void aDesktopSettingThatCannotBeReadKeepsWhatCountedBefore() throws MalformedJsonException {
        DaemonConfig before = read("{'tray':{'show':false,'panel':'light'},'notifications':{'show':false}}")
                .config();
        DaemonReading slip = DaemonReading.of(
                Json.parseObject("{\"tray\":{\"show\":7,\"panel\":\"Dark\"},\"notifications\":{\"show\":\"\"}}"),
                Map.of(),
                before);
        assertThat(slip.config().desktop()).isEqualTo(before.desktop());
        assertThat(slip.problems()).hasSize(3);
    }

    @Test
    void tellsWhatWaitsForARestart() {
        DaemonConfig other = read("{'gateway':{'address':'9000'},'log':{'level':'debug'},'limits':{'probe':1},"
                        + "'privacy':{'default':'lan'},'tray':{'show':false,'panel':'dark'},"
                        + "'notifications':{'show':false}}")
                .config();
        assertThat(DaemonReading.restartNeeded(DaemonConfig.STANDARD, other))
                .containsExactly("gateway.address", "limits.probe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | NO     | false | 0",
                "{\"require_key\":\"no\"}          | NO     | false | 0",
                "{\"require_key\":\"manage\"}      | MANAGE | false | 0",
                "{\"require_key\":\"always\"}      | ALWAYS | false | 0",
                "{\"require_key\":\"Always\"}      | ALWAYS | false | 1",
                "{\"require_key\":true}          | ALWAYS | false | 1",
                "{\"allow_other_users\":true}    | NO     | true  | 0",
                "{\"allow_other_users\":\"yes\"}   | NO     | false | 1",
            })
    void whoMayUseTheGatewayIsTakenStrictly(String gateway, KeyNeed need, boolean others, int problems) {
        DaemonReading reading = read("{\"gateway\":" + gateway + "}");

        assertThat(reading.config().requireKey()).isEqualTo(need);
        assertThat(reading.config().otherUsers()).isEqualTo(others);
        assertThat(reading.problems()).hasSize(problems);
    }
}
