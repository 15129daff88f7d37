package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTableTest {

    private static RouteRequest ask(String path, String model) {
        RouteRequest request = new RouteRequest(PathKind.of("POST", path), path, Optional.empty(), Privacy.ANY);
        return model.equals("-") ? request : request.withModel(model);
    }

    private static String route(RouteRequest request, String scene) {
        return Scene.text(Router.plan(request, Scene.of(scene)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // who has the model, then who may have it; never who lacks it, if another has it
                "m | local [m]; box [m]                    | local box",
                "m | local [x]; box [m]                    | box",
                "m | local [?]; box [m]                    | box local",
                "m | local [?]; box [x]                    | local box",
                "m | local [x]; box [y]; cloud []          | local box cloud",
                "- | local [x]; box [m]                    | local box",
                // the same name, as Ollama compares
                "m        | local [x]; box [m:latest]      | box",
                "m:latest | local [x]; box [m]             | box",
                "M        | local [x]; box [m:Latest]      | box",
                "library/m| local [x]; box [m]             | box",
                "m:7b     | local [m]; box [m:7b]          | box",
                "org/m    | local [m]; box [org/m:latest]  | box",
                // what is down comes last, even if it has the model; what is only slow does not
                "m | local down [m]; box [m]               | box local",
                "m | local down [m]; box [?]               | box local",
                "m | local down [m]; box [x]               | local",
                "m | local slow [m]; box [?]               | local box",
                "m | local slow [m]; box [m]               | box local",
                "m | local rate_limited [m]; box slow [m]  | box local",
                "m | local sign_in_needed [m]; box down [m]| local box",
                // preferred, then priority, then the name
                "m | local [m]; box [m] preferred          | box local",
                "m | local [m]; box [?] preferred          | local box",
                "m | local [m]; box slow [m] preferred     | local box",
                "m | box2 [m]; box1 [m]; local [m] prio=30 | box1 box2 local",
                // the settings
                "m | local [m] off; box [x]                | box",
                "m | local [m] paused; box [m]             | box",
                "m | local [m] only=a,m; box [m] only=a    | local",
                "m | local [m] only=m:latest; box [m]      | local box",
                "m | local [m]; box [m] nofailover         | local",
                "m | local down [m]; box [m] nofailover    | box local",
                "m | local [x] nofailover; box [m]; cloud [m] nofailover | box",
                // aliases
                "m | local [x] alias:m=x; box [y]          | local=x",
                "m | local [x] alias:m=x; box [m]          | local=x box",
                "m:latest | local [?] alias:m=x; box [?]   | local=x box",
                "m | local [m,x] alias:m=x                 | local=x",
                "m | local [x] alias:m=x only=x; box [y]   | local=x",
                "m | local [x] alias:m=x only=m; box [y]   | local=x",
                "m | local [x] alias:m=x only=y; box [m]   | box",
                // the demo
                "m | demo [m]; local [x]                   | local",
                "m | demo [m]; local down [x]              | demo",
                "- | demo [m]; local down [x]              | demo local",
                // OpenAI's connections do not speak Ollama's API
                "m | local [m]; open [m]                   | local",
                "m | local [?]; open [m]                   | local",
                "- | local [x]; open [m]                   | local",
            })
    void chatGoesThere(String model, String scene, String expected) {
        assertThat(route(ask("/api/chat", model.strip()), scene)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m        | local [m]; open [m]            | local open",
                "m        | local [x]; open [m]            | open",
                "m:latest | local [x]; open [m]            | open=m",
                "gpt      | local [x] alias:gpt=x; open [y] alias:gpt=y | local=x open=y",
            })
    void openAiConnectionsTakePathsUnderV1(String model, String scene, String expected) {
        assertThat(route(ask("/v1/chat/completions", model.strip()), scene)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/chat     | m | local [x]; open [m]     | 400 | /v1/chat/completions",
                "/api/generate | m | local [x]; open [m]     | 400 | /v1/completions",
                "/api/embed    | m | open [m]                | 400 | /v1/embeddings",
                "/api/show     | m | local [x]; open [m]     | 400 | /v1/models/m",
                "/api/delete   | m | local [x]; open [m]     | 400 | cannot be managed",
                "/api/chat     | - | open [m]                | 503 | OpenAI",
                "/api/chat     | z | open [m]; demo          | 503 | None of the connections (open)",
                "/api/chat     | m | local [m] off           | 503 | enabled",
                "/api/chat     | m | local [m] paused        | 503 | paused",
                "/api/chat     | m | local [m] only=a        | 404 | does not allow",
                "/api/chat     | m | open [m] only=a; local [x] only=b | 404 | local",
                "/api/delete   | m | local [x] alias:m=x     | 400 | alias",
                "/api/delete   | m | local [x] alias:m=x; box [y] | 400 | alias",
                "/api/pull     | - | cloud [x]               | 503 | local_ollama or ollama",
            })
    void whatCanGoNowhereIsToldWhy(String path, String model, String scene, int status, String words) {
        assertThat(route(ask(path, model), scene)).startsWith(status + ": ").contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/pull      | box [?]; local down [?]              | local",
                "/api/pull      | box [?]; box2 [?] preferred          | box2",
                "/api/create    | cloud [?]; box down [?]; box2        | box",
                "/api/blobs/sha256:0 | local [?]; box [?] preferred    | local",
                "/api/delete    | local [x]; box [m]                   | box",
                "/api/delete    | local down [m]; box [m]              | local",
                "/api/copy      | local [x] alias:m=x; box [y]         | local=x",
                "/api/delete    | local [x]; cloud [m]                 | cloud",
                "/api/delete    | local [x]; box [y]                   | local",
            })
    void whatChangesModelsGoesToOneConnectionWhoeverIsUp(String path, String scene, String expected) {
        String model = ModelPaths.chosenByModel(PathKind.MANAGE, path) ? "m" : "-";
        assertThat(route(ask(path, model), scene)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local | local [m]; box [m]                     | local box",
                "box   | local [m]; box [m]                     | box local",
                "box   | local [m]; box slow [m]                | local box",
                "box   | local [m]; box [x]                     | local",
                "box   | local [m] preferred; box [m]           | local box",
                "gone  | local [m]; box [m]                     | local box",
            })
    void aConversationStaysWhereItWas(String sticky, String scene, String expected) {
        assertThat(route(ask("/api/chat", "m").withSticky(new ConnectionId(sticky)), scene))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOCAL | local reach=lan; box                   | 503",
                "LOCAL | local; box reach=local                 | local box",
                "LAN   | local; box reach=internet; cloud       | local",
                "LAN   | local reach=internet; open reach=lan   | 503",
                "LOCAL | local; demo                            | local",
            })
    void itsOwnerKnowsBetterHowFarAConnectionIs(Privacy privacy, String scene, String expected) {
        RouteRequest request = new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.empty(), privacy);
        assertThat(route(request, scene)).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "box  | m | local [m]; box [x] paused           | box",
                "demo | m | local [m]; demo                     | demo",
                "box  | m | local [m]; box alias:m=z            | box=z",
                "box  | m | local [m]; box [m] only=x           | 404",
                "open | m | local [m]; open [m]                 | 400: The model \"m\" is at open",
                "open | - | local [m]; open [m]                 | 503",
                "box  | m | local [m]; box off                  | 503",
                "nope | m | local [m]; box                      | 400: There is no connection",
            })
    void theConnectionThatIsNamedIsTheOnlyOne(String pin, String model, String scene, String expected) {
        RouteRequest request =
                new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.of(new ConnectionId(pin)), Privacy.ANY);
        assertThat(route(model.equals("-") ? request : request.withModel(model), scene))
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PASSING    | m | local [x] alias:m=x; box [m]   | box",
                "PASSING    | m | local [x] alias:m=x            | 413",
                "UNREADABLE | - | local only=m; box              | box",
                "UNREADABLE | - | local only=m                   | 400",
                "PASSING    | - | local only=m                   | 400",
                "AT_HAND    | - | local only=m                   | local",
            })
    void aBodyThatCannotBeChangedGoesWhereItNeedNot(
            RouteRequest.Body body, String model, String scene, String expected) {
        assertThat(route(ask("/api/chat", model).withBody(body), scene)).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local unknown [?]; cloud [m]    | local cloud",
                "local up [?]; cloud [m]         | local cloud",
                "local down [?]; cloud [m]       | cloud local",
                "local unknown [?]; box [x]      | local",
            })
    void atTheStartWhoWasNotAskedYetCountsAsHavingTheModel(String scene, String expected) {
        assertThat(route(ask("/api/chat", "m").atTheStart(), scene)).isEqualTo(expected);
    }

    @Test
    void theReasonsAreTold() {
        Explanation explanation = Router.explain(
                ask("/api/chat", "m"), Scene.of("local down [m]; box [x] alias:m=x; cloud [y]; open [m]; demo off"));

        assertThat(explanation.stops())
                .extracting(step -> step.stop().connection().id().name() + " " + step.why())
                .containsExactly("box has the model as x; up; priority 20", "local has the model; down; priority 10");
        assertThat(explanation.leftOut())
                .extracting(out -> out.connection().name() + ": " + out.why())
                .containsExactlyInAnyOrder(
                        "cloud: it does not have the model",
                        "open: it does not take this path",
                        "demo: it is not enabled");
        assertThat(explanation.refusal()).isEmpty();
    }

    @Provide
    Arbitrary<String> scenes() {
        Arbitrary<String> one = Arbitraries.of("local", "box", "cloud", "open", "demo")
                .flatMap(
                        name -> Arbitraries.of(" up", " down", " slow", " off", " paused", " only=m", " nofailover", "")
                                .flatMap(word -> Arbitraries.of(" [m]", " [x]", " [?]", " alias:m=x")
                                        .map(models -> name + word + models)));
        return one.list().ofMinSize(1).ofMaxSize(5).map(all -> {
            StringBuilder scene = new StringBuilder();
            for (int i = 0; i < all.size(); i++) {
                scene.append(i == 0 ? "" : ";").append(all.get(i).replaceFirst("^(\\w+)", "$1" + i));
            }
            return scene.toString();
        });
    }

    @Property(tries = 500)
    void everyConnectionIsAskedOnceOrLeftOutWithAReason(@ForAll("scenes") String scene) {
        List<RouteCandidate> all = Scene.of(scene);
        Explanation explanation = Router.explain(ask("/api/chat", "m"), all);
        Plan plan = Router.plan(ask("/api/chat", "m"), all);

        if (plan instanceof Plan.Ask(List<Stop> stops)) {
            assertThat(explanation.stops()).extracting(Explanation.Step::stop).isEqualTo(stops);
            assertThat(stops).isNotEmpty();
            assertThat(explanation.stops().size() + explanation.leftOut().size())
                    .isEqualTo(all.size());
        } else {
            assertThat(explanation.refusal()).contains((Plan.Nowhere) plan);
        }
    }
}
