package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import online.cloudtolocalllm.cli.fake.AskedDaemon;
import online.cloudtolocalllm.cli.fake.AskedDaemon.Answering;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullCommandTest {

    private static final String HALF =
            "{'status':'pulling a','digest':'sha256:a','total':100000000,'completed':50000000}";
    private static final String ALL =
            "{'status':'pulling a','digest':'sha256:a','total':100000000,'completed':100000000}";
    private static final Answering USUAL = to -> to.head()
            .pieces("{'status':'pulling manifest'}", HALF, ALL, "{'status':'success'}")
            .end();

    @TempDir
    Path home;

    @Test
    void aTerminalSeesABarAndAnythingElseLines() throws Exception {
        Ending seen = pull(new Scene(home).terminal(80), USUAL, "pull", "tiny");
        assertThat(seen.out()).isEqualTo("tiny is there, through local_ollama.\n");
        assertThat(seen.err())
                .contains("\rpulling a   50 % ▕", "\rpulling a  100 % ▕")
                .endsWith("\n\rsuccess\u001b[K\r\u001b[K");
        Ending piped = pull(new Scene(home), USUAL, "pull", "tiny");
        assertThat(piped.err()).isEqualTo("""
            pulling manifest
            pulling a  50 % of 100 MB
            pulling a  100 % of 100 MB
            success
            """);
        assertThat(pull(new Scene(home), USUAL, "pull", "tiny", "--quiet").err())
                .isEmpty();
    }

    @Test
    void programsGetOneObjectALine() throws Exception {
        Ending ending = pull(new Scene(home), USUAL, "pull", "tiny", "--json");
        assertThat(ending.out().lines())
                .hasSize(4)
                .startsWith("{\"status\":\"pulling manifest\",\"served_by\":\"local_ollama\"}")
                .endsWith("{\"status\":\"success\",\"served_by\":\"local_ollama\"}");
        assertThat(ending.err()).isEmpty();
    }

    @Test
    void theConnectionCanBeNamed() throws Exception {
        Scene scene = new Scene(home);
        try (AskedDaemon daemon = daemon(scene, USUAL)) {
            assertThat(scene.run("pull", "tiny", "--connection", "gpu_box").exitCode())
                    .isZero();
            assertThat(daemon.asked()).singleElement().satisfies(request -> {
                assertThat(request.text("path")).contains("/api/pull");
                assertThat(request.toJson()).contains("gpu_box");
                assertThat(request.object("data").text("model")).contains("tiny");
            });
        }
    }

    @Test
    void whatIsNotThereIsTold() throws Exception {
        Ending ending = pull(
                new Scene(home),
                to -> to.head()
                        .pieces("{'status':'pulling manifest'}", "{'error':'file does not exist'}")
                        .end(),
                "pull",
                "nope");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.err())
                .contains("error: nope was not downloaded: file does not exist.", "https://ollama.com/library");
        assertThat(pull(
                                new Scene(home),
                                to -> to.head(400)
                                        .pieces("{'error':'invalid model name'}")
                                        .end(),
                                "pull",
                                "no pe")
                        .err())
                .contains("no pe was not downloaded: invalid model name.");
    }

    @Test
    void aDownloadThatBreaksOffSaysHowToGoOn() throws Exception {
        Ending ending = pull(
                new Scene(home),
                to -> to.head().pieces(HALF).fails("upstream_broke", "the connection was reset", OptionalInt.empty()),
                "pull",
                "tiny");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).endsWith("""
            error: The download is not whole, it broke off: the connection was reset.
            Go on where it ended with "cloudtolocalllm pull tiny".
            """);
    }

    @Test
    void anEndWithoutSuccessIsNone() throws Exception {
        Ending ending = pull(new Scene(home), to -> to.head().pieces(HALF).end(), "pull", "tiny");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.err()).contains("is not whole");
    }

    @Test
    void nobodyToPullWith() throws Exception {
        Ending ending = pull(
                new Scene(home),
                to -> to.fails("no_upstream", "No connection can serve.", OptionalInt.of(503)),
                "pull",
                "tiny");
        assertThat(ending.exitCode()).isEqualTo(4);
        assertThat(new Scene(home).run("pull", "tiny").exitCode()).isEqualTo(3);
    }

    private static AskedDaemon daemon(Scene scene, Answering answering) throws Exception {
        return new AskedDaemon(
                scene.locations(), answering, Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "tiny"));
    }

    private static Ending pull(Scene scene, Answering answering, String... arguments) throws Exception {
        try (AskedDaemon daemon = daemon(scene, answering)) {
            Ending ending = scene.run(arguments);
            assertThat(daemon.asked()).hasSize(1);
            return ending;
        }
    }
}
