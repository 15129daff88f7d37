package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far requests travel by what their sender wants, by the rules of the settings and by the name of the model there. */
class PrivacyTableTest {

    /** Rules as {@code name=local,other*=lan}; {@code default} is the general one. */
    private static PrivacyRules rules(String text) {
        Map<String, Reach> models = new LinkedHashMap<>();
        Reach general = Reach.INTERNET;
        for (String rule : text.equals("-") ? new String[0] : text.split(",", -1)) {
            String name = rule.substring(0, rule.indexOf('='));
            Reach reach = Reach.ofPrivacy(rule.substring(name.length() + 1)).orElseThrow();
            if (name.equals("default")) {
                general = reach;
            } else {
                models.put(name, reach);
            }
        }
        return new PrivacyRules(general, models);
    }

    private static RouteRequest ask(String method, String path, String model, Limits limits) {
        RouteRequest request =
                new RouteRequest(PathKind.of(method, path), path, Optional.empty(), Privacy.ANY).withLimits(limits);
        return model.equals("-") ? request : request.withModel(model);
    }

    private static String route(RouteRequest request, String scene) {
        return Scene.text(Router.plan(request, Scene.of(scene)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret*=local | mini       | local alias:mini=secret-big; cloud alias:mini=secret-big |"
                        + " local=secret-big",
                "secret*=local | mini       | local down alias:mini=secret-big; cloud alias:mini=secret-big |"
                        + " local=secret-big",
                "secret*=local | mini       | local [mini]; cloud [x] alias:mini=secret-big     | local",
                "secret*=local | mini       | local [x] alias:mini=secret; cloud [mini]         | local=secret cloud",
                "secret*=lan   | mini       | box alias:mini=library/Secret; cloud alias:mini=secret |"
                        + " box=library/Secret",
                "mini=local    | mini       | local [x] alias:mini=x; cloud [x] alias:mini=x    | local=x",
                "default=local,gpt*=any,mini=any | mini | local alias:mini=x; cloud alias:mini=x | local=x",
                "default=local,gpt*=any,mini=any | mini | local off; cloud alias:mini=gpt-4o     | cloud=gpt-4o",
                "secret=local  | library/secret | local; cloud                                  | local",
                "secret=local  | -          | local; box; cloud                                 | local",
                "-             | mini       | local; cloud alias:mini=secret                    | cloud=secret local",
            })
    void theStricterRuleOfBothNamesCounts(String rules, String model, String scene, String expected) {
        RouteRequest request =
                ask("POST", "/api/chat", model, Limits.of(Privacy.ANY).withRules(rules(rules)));
        assertThat(route(request, scene)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANY   | false | secret=local | secret | The privacy rule in the daemon's settings for the model"
                        + " \"secret\"",
                "ANY   | false | default=lan  | m      | The privacy rule in the daemon's settings for the model \"m\"",
                "ANY   | false | secret=local | -      | The strictest privacy rule in the daemon's settings",
                "LOCAL | false | secret=local | secret | X-Privacy",
                "LOCAL | true  | -            | m      | The privacy rule of this program's gateway key",
                "LAN   | true  | m=local      | m      | The privacy rule of this program's gateway key",
            })
    void aRefusalSaysWhichRuleItWas(Privacy asked, boolean ofKey, String rules, String model, String who) {
        RouteRequest request = ask("POST", "/api/chat", model, new Limits(asked, ofKey, rules(rules)));
        assertThat(route(request, "cloud"))
                .startsWith("503: " + who)
                .contains("allows none of the enabled connections (cloud)");
        RouteRequest pinned = new RouteRequest(
                request.kind(),
                request.path(),
                Optional.of(new ConnectionId("cloud")),
                request.limits(),
                request.model(),
                request.body(),
                Optional.empty(),
                false);
        assertThat(route(pinned, "local; cloud"))
                .startsWith("503: " + who)
                .endsWith("forbids the connection \"cloud\" that X-Connection names.");
        assertThat(Router.explain(request, Scene.of("local; cloud")).leftOut())
                .singleElement()
                .satisfies(out -> assertThat(out.why()).endsWith("forbids it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOCAL | m              | local [m]                                 | local",
                "LOCAL | m:cloud        | local [m:cloud]                           | 503: X-Privacy",
                "LOCAL | m:cloud        | local [?]                                 | 503: X-Privacy",
                "LAN   | gpt:120b-cloud | local [m]; box [m]                        | 503: X-Privacy",
                "LOCAL | gpt:120b-Cloud | local reach=local                         | 503: X-Privacy",
                "LAN   | m:cloud        | box reach=lan                             | 503: X-Privacy",
                "LOCAL | mini           | local [mini^] reach=local                 | 503: X-Privacy",
                "LOCAL | mini           | local [mini:latest^]                      | 503: X-Privacy",
                "LOCAL | mini           | local alias:mini=gpt:cloud                | 503: X-Privacy",
                "LOCAL | m:cloud        | local [x] alias:m:cloud=x                 | local=x",
                "LOCAL | cloud          | local [cloud,x^]                          | local",
                "LOCAL | m:cloudy       | local [m:cloudy]                          | local",
                "LOCAL | m              | local [m^]; local2 [m]                    | local2",
                "LOCAL | -              | local [m,x^]; local2 [m]                  | local2",
                "ANY   | m:cloud        | local [m:cloud]                           | local",
            })
    void aModelThatIsHostedElsewhereLeavesWhereverItIsAskedFor(
            Privacy asked, String model, String scene, String expected) {
        assertThat(route(ask("POST", "/api/chat", model, Limits.of(asked)), scene))
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"default=local", "gpt*=local", "gpt:cloud=lan"})
    void theSettingsRulesKeepAHostedModelToo(String rules) {
        RouteRequest request =
                ask("POST", "/api/chat", "gpt:cloud", Limits.of(Privacy.ANY).withRules(rules(rules)));
        assertThat(route(request, "local [gpt:cloud]"))
                .contains("\"gpt:cloud\"")
                .contains("ollama.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /api/chat/            | secret | AT_HAND    | local",
                "POST   | /api/chat/            | m      | AT_HAND    | local cloud",
                "POST   | /api/chat/            | -      | UNREADABLE | local",
                "POST   | /api/other            | -      | PASSING    | local",
                "PUT    | /api/other            | -      | PASSING    | local",
                "GET    | /api/other            | -      | UNREADABLE | local",
                "GET    | /api/other            | -      | NONE       | local cloud",
                "DELETE | /api/other            | -      | NONE       | local cloud",
                "GET    | /api/tags             | -      | AT_HAND    | local cloud",
                "POST   | /v1/images/generations | -     | AT_HAND    | local",
                "POST   | /v1/images/generations | m     | AT_HAND    | local cloud",
                "POST   | /v1/files             | -      | PASSING    | local",
                "PUT    | /v1/chat/completions  | secret | AT_HAND    | local",
                "DELETE | /v1/models/m          | -      | NONE       | local cloud",
            })
    void whateverMayCarryAPromptForAnUnknownModelObeysTheStrictestRule(
            String method, String path, String model, RouteRequest.Body body, String expected) {
        RouteRequest request = ask(method, path, model, Limits.of(Privacy.ANY).withRules(rules("secret=local")));
        assertThat(route(request.withBody(body), "local; cloud")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/other,  PASSING,    400",
        "POST, /v1/files,   UNREADABLE, 400",
        "POST, /v1/rerank,  AT_HAND,    cloud",
        "POST, /api/other,  NONE,       cloud",
        "GET,  /v1/models,  PASSING,    cloud",
    })
    void whereOnlySomeModelsAreAllowedNoBodyPassesThatMayNameAnother(
            String method, String path, RouteRequest.Body body, String expected) {
        RouteRequest request = ask(method, path, "-", Limits.of(Privacy.ANY)).withBody(body);
        assertThat(route(request, "cloud only=m")).startsWith(expected);
    }
}
