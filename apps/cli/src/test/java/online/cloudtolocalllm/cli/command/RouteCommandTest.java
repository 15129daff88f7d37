package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.AnsweringDaemon;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCommandTest {

    @TempDir
    Path home;

    @Test
    void theWayIsExplained() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations())
                .on(
                        "ROUTE",
                        "{'path':'/api/chat','model':'llama3.2','stops':["
                                + "{'connection':'gpu_box','model':'llama3.2','why':'has the model and is up'},"
                                + "{'connection':'router','model':'meta/llama','why':'has it by an alias'}],"
                                + "'left_out':[{'connection':'cloud_proxy','why':'is off'}],'refusal':null}")) {
            assertThat(scene.run("route", "llama3.2", "--privacy", "lan").out()).isEqualTo("""
                llama3.2 at /api/chat goes to gpu_box
                ● 1.   gpu_box   has the model and is up
                · 2.   router    has it by an alias, as meta/llama
                Not asked:
                  cloud_proxy   is off
                """);
            assertThat(daemon.asked("ROUTE")).containsExactly("{'model':'llama3.2','privacy':'lan'}");
            assertThat(scene.run("route", "--json").out()).startsWith("{\"path\":\"/api/chat\"");
        }
    }

    @Test
    void aWordThatTheDaemonDoesNotKnowIsWrongUsage() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations())
                .on("ROUTE", "{'error':'privacy must be any, lan or local.','code':'bad_request'}")) {
            Ending wrong = scene.run("route", "--privacy", "foo");

            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).contains("must be any, lan or local.\nSee \"cloudtolocalllm route --help\".");
            assertThat(daemon.asked("ROUTE")).hasSize(1);
        }
    }

    @Test
    void nobodyIsAFailureWithItsReason() throws Exception {
        Scene scene = new Scene(home);
        try (AnsweringDaemon daemon = new AnsweringDaemon(scene.locations())
                .on(
                        "ROUTE",
                        "{'path':'/api/chat','model':'x','stops':[],'left_out':[],"
                                + "'refusal':{'status':503,'message':'No connection is enabled.'}}")) {
            Ending nobody = scene.run("route", "x");

            assertThat(nobody.exitCode()).isEqualTo(4);
            assertThat(nobody.err()).contains("error: No connection is enabled.");
            assertThat(daemon.asked("ROUTE")).hasSize(1);
        }
    }
}
