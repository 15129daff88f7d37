package online.cloudtolocalllm.daemon.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that this process holds. Thread-safe. */
public final class ProcessMemory {

    /** Not {@code statm}: that counts in pages, whose size differs between machines and which Java does not tell. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /**
     * Resident bytes now, or 0 where the system does not tell (it does on Linux). Takes some microseconds: the file is made up by
     * the kernel and never waits for a disk.
     */
    public static long residentBytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return residentBytes(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // Only a number on a status page depends on it.
            return 0;
        }
    }

    /** Resident bytes as the text of {@code /proc/self/status} tells them, or 0. */
    static long residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty() && digits.length() < 16)
                .mapToLong(digits -> Long.parseLong(digits) * 1024)
                .findFirst()
                .orElse(0);
    }
}
