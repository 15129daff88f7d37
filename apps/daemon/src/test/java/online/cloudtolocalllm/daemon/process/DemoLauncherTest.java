package online.cloudtolocalllm.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.launch.Launcher;
import org.junit.jupiter.api.Test;

class DemoLauncherTest {

    private static final String SERVING = "echo 'demo: serving on http://127.0.0.1:4711'; ";

    private static DemoStartup start(String script, Duration limit) throws Exception {
        return new DemoLauncher(List.of("/bin/sh", "-c", script), limit)
                .start()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static DemoProcess serving(String script) throws Exception {
        if (start(script, Duration.ofSeconds(20)) instanceof DemoStartup.Serving(DemoProcess process)) {
            return process;
        }
        throw new AssertionError("the demo does not serve");
    }

    private static int exitCode(DemoProcess demo) throws Exception {
        return demo.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void servesUntilItIsClosed() throws Exception {
        DemoProcess demo = serving("echo building... >&2; " + SERVING + "cat; exit 0");
        assertThat(demo.address()).isEqualTo("http://127.0.0.1:4711");
        demo.close();
        demo.close();
        assertThat(exitCode(demo)).as("it ended by itself when its input ended").isZero();
    }

    @Test
    void isKilledWithItsChildrenWhenItDoesNotStop() throws Exception {
        DemoProcess demo = serving("trap '' TERM; sleep 1000 & " + SERVING + "wait; sleep 1000");
        List<ProcessHandle> children =
                ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
        assertThat(children).hasSize(1);
        demo.close();
        assertThat(exitCode(demo)).isNotZero();
        for (ProcessHandle child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void tellsWhenItEndsByItself() throws Exception {
        try (DemoProcess demo = serving(SERVING + "exit 3")) {
            assertThat(exitCode(demo)).isEqualTo(3);
        }
    }

    @Test
    void muchOutputDoesNotStopIt() throws Exception {
        try (DemoProcess demo = serving(SERVING + "head -c 1000000 /dev/zero; exit 7")) {
            assertThat(exitCode(demo)).isEqualTo(7);
        }
    }

    @Test
    void anEndInsteadOfServingSaysWhatItSaid() throws Exception {
        DemoStartup startup = start("echo 'error: no such option.' >&2; exit 2", Duration.ofSeconds(20));
        assertThat(startup).isEqualTo(new DemoStartup.Ended(2, "error: no such option."));
        assertThat(((DemoStartup.Failure) startup).text())
                .isEqualTo("The demo ended with exit code 2 instead of serving: error: no such option.");
    }

    @Test
    void anAddressElsewhereIsNotBelieved() throws Exception {
        assertThat(start("echo 'demo: serving on http://192.168.1.2:80'", Duration.ofSeconds(20)))
                .isInstanceOf(DemoStartup.Ended.class);
    }

    @Test
    void silenceEndsIt() throws Exception {
        assertThat(start("cat", Duration.ofMillis(100))).isEqualTo(new DemoStartup.NotReady(Duration.ofMillis(100)));
    }

    @Test
    void aMissingProgramIsAValue() throws Exception {
        assertThat(new DemoLauncher(List.of("/nowhere/cloudtolocalllm"), Duration.ofSeconds(1))
                        .start()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .isInstanceOf(DemoStartup.CannotRun.class);
    }

    @Test
    void getsNoTokenOfTheDaemonsEnvironment() throws Exception {
        String script = "test -n \"$PATH\" && test -z \"$HOME\" && " + SERVING + "cat";
        DemoLauncher launcher =
                new DemoLauncher(List.of("/bin/sh", "-c", script), Duration.ofSeconds(20), () -> Set.of("HOME"));
        DemoStartup startup = launcher.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(startup).isInstanceOfSatisfying(DemoStartup.Serving.class, serving -> serving.process()
                .close());
    }

    @Test
    void withoutALauncherItSaysSo() throws Exception {
        assertThat(System.getProperty(Launcher.PROPERTY)).isNull();
        assertThat(DemoLauncher.ofThisProcess(Set::of)
                        .start()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(DemoStartup.NoLauncher.class, failure -> assertThat(failure.code())
                        .isEqualTo("demo_no_launcher"));
    }
}
