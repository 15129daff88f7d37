package online.cloudtolocalllm.e2e;

import java.io.IOException;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Finished;

/** A demo that plays an upstream, as a process that can be killed. */
record DemoUpstream(AppProcess process, String url) implements AutoCloseable {

    private static final String READY = "demo: serving on ";

    static DemoUpstream start(String... arguments) throws IOException, InterruptedException {
        AppProcess process = AppProcess.start(Programs.demo(arguments));
        boolean serves = false;
        try {
            String line = process.awaitOutputLine(text -> text.startsWith(READY));
            serves = true;
            return new DemoUpstream(process, line.substring(READY.length()));
        } finally {
            if (!serves) {
                process.close();
            }
        }
    }

    Finished kill() throws InterruptedException {
        return process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
