package online.cloudtolocalllm.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Finished;

/** How much of a Java process's heap is in use after a collection of everything. */
final class LiveHeap {

    /** The last line of {@code jcmd PID GC.class_histogram}: objects and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private LiveHeap() {}

    /** Bytes of objects that are still reachable. */
    static long of(AppProcess process) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Finished told = Programs.run(Command.of(jcmd, String.valueOf(process.pid()), "GC.class_histogram"));
        Matcher total = TOTAL.matcher(told.output());
        if (!total.find()) {
            throw new AssertionError("no total from jcmd: " + told.output() + told.errors());
        }
        return Long.parseLong(total.group(1));
    }
}
