package online.cloudtolocalllm.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.process.AppProcess;

/** What a process holds of the system. Linux only. */
record Footprint(int descriptors, int threads) {

    static Footprint of(AppProcess process) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return new Footprint(process.descriptorCount(), (int) tasks.count());
        } catch (IOException e) {
            throw new AssertionError("the system does not tell what the process holds", e);
        }
    }

    /** The smaller of each: what is held when nothing is on its way. */
    Footprint least(Footprint other) {
        return new Footprint(Math.min(descriptors, other.descriptors), Math.min(threads, other.threads));
    }
}
