package online.cloudtolocalllm.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void readsWhatTheKernelTells() {
        assertThat(ProcessMemory.residentBytes("Name:\tjava\nVmRSS:\t   58312 kB\nThreads:\t9\n"))
                .isEqualTo(58_312L * 1024);
        assertThat(ProcessMemory.residentBytes("")).isZero();
        assertThat(ProcessMemory.residentBytes("VmRSS:\n")).isZero();
    }

    @Test
    void thisProcessHoldsSome() {
        boolean linux = Files.isReadable(Path.of("/proc/self/status"));
        assertThat(ProcessMemory.residentBytes() > 10_000_000).isEqualTo(linux);
    }
}
