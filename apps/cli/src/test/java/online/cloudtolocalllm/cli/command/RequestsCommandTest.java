package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.AnsweringDaemon;
import online.cloudtolocalllm.cli.fake.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsCommandTest {

    @TempDir
    Path home;

    @Test
    void whoServedAndWhatWentWrongIsShown() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations())
                .on(
                        "LIST_REQUESTS",
                        "{'requests':["
                            + "{'id':'b','outcome':'cut','started':'2026-11-22T12:41:00Z','path':'/api/chat','model':'tiny','served_by':'gpu_box','status':200,'why':'the"
                            + " connection was reset',"
                            + "'attempts':[{'connection':'gpu_box','result':'passed_on','detail':''}]},"
                            + "{'id':'a','outcome':'whole','started':'2026-11-22T12:40:00Z','path':'/api/chat','model':'tiny:latest',"
                            + "'served_by':'gpu_box','status':200,'first_token_ms':120.4,'tokens_per_second':38.2,'attempts':["
                            + "{'connection':'local_ollama','result':'not_sent','detail':'refused'},"
                            + "{'connection':'gpu_box','result':'passed_on','detail':''}]}]}")) {
            assertThat(scene.run("requests", "--model", "tiny").out()).isEqualTo("""
                2 requests, newest first; 1 with an error, cut or refused
                  TIME       PATH        MODEL   SERVED BY   FIRST TOKEN         SPEED
                ○ 12:41:00   /api/chat   tiny    gpu_box               –             –   cut: the connection was reset
                ● 12:40:00   /api/chat   tiny    gpu_box          120 ms   38 tokens/s   after local_ollama (refused)
                """);
            assertThat(daemon.asked("LIST_REQUESTS")).containsExactly("{'limit':20,'model':'tiny'}");
            assertThat(scene.run("requests", "--json").out()).startsWith("{\"requests\":[");
        }
    }

    @Test
    void theHeadlineCountsWhatIsMarked() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations())
                .on(
                        "LIST_REQUESTS",
                        "{'requests':["
                                + "{'outcome':'whole','started':'2026-11-22T12:41:00Z','path':'/a','status':404},"
                                + "{'outcome':'refused','started':'2026-11-22T12:41:00Z','path':'/b','status':503},"
                                + "{'outcome':'client_left','started':'2026-11-22T12:41:00Z','path':'/c','status':200},"
                                + "{'outcome':'running','started':'2026-11-22T12:41:00Z','path':'/d'},"
                                + "{'outcome':'whole','started':'2026-11-22T12:41:00Z','path':'/e','status':200}]}")) {
            assertThat(scene.run("requests").out().lines().map(line -> line.substring(0, 2)))
                    .containsExactly("5 ", "  ", "○ ", "○ ", "◐ ", "◌ ", "● ");
            assertThat(scene.run("requests").out())
                    .startsWith("5 requests, newest first; 2 with an error, cut or refused\n");
            assertThat(daemon.asked("LIST_REQUESTS")).hasSize(2);
        }
    }

    @Test
    void noRequestIsAnAnswer() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations()).on("LIST_REQUESTS", "{'requests':[]}")) {
            assertThat(scene.run("requests").out()).isEqualTo("No request has come yet.\n");
            assertThat(scene.run("requests", "--outcome", "cut").out())
                    .isEqualTo("No request that is remembered fits.\n");
            assertThat(daemon.asked("LIST_REQUESTS")).hasSize(2);
        }
    }
}
