package online.cloudtolocalllm.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds what a test left behind: threads of the platform, and on Linux open descriptors. Taken before the test and asked
 * after it ({@code @BeforeEach} and {@code @AfterEach}, or once a class). Virtual threads are not listed by the Java machine
 * and are not seen; a socket that one of them holds is. Tests that run beside each other in one process disturb it.
 */
public final class Leaks {

    /** How long threads may take to end and descriptors to be closed. */
    public static final Duration GRACE = Until.LIMIT;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Set<String> GROUPS_OF_THE_JDK =
            Set.of("system", "InnocuousThreadGroup", "CarrierThreads", "InnocuousForkJoinWorkerThreadGroup");
    private static final List<String> LASTING = List.of("ForkJoinPool.commonPool", "junit-", "surefire-");

    private final Set<Thread> threads;
    private final Map<String, Integer> descriptors;

    private Leaks(Set<Thread> threads, Map<String, Integer> descriptors) {
        this.threads = threads;
        this.descriptors = descriptors;
    }

    /**
     * Remembers the threads and descriptors of this process.
     *
     * @throws IOException if this process's descriptors cannot be listed
     * @throws InterruptedException if interrupted while the JDK's own lasting threads were started
     */
    public static Leaks baseline() throws IOException, InterruptedException {
        Warmth.ofVirtualThreads();
        return new Leaks(Thread.getAllStackTraces().keySet(), descriptors());
    }

    /**
     * Waits until everything new is gone.
     *
     * @throws AssertionError naming what is still there after {@link #GRACE}
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void assertNone() throws InterruptedException {
        if (!Until.holds(GRACE, () -> left().isEmpty())) {
            throw new AssertionError("left behind: " + String.join(", ", left()));
        }
    }

    /** What is there now and was not before, in words. */
    public List<String> left() {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!threads.contains(thread) && thread.isAlive() && !lasts(thread)) {
                left.add("thread \"" + thread.getName() + "\"");
            }
        }
        descriptors().forEach((kind, count) -> {
            int more = count - descriptors.getOrDefault(kind, 0);
            if (more > 0) {
                left.add(more + " descriptor" + (more == 1 ? "" : "s") + " of " + kind);
            }
        });
        return left;
    }

    private static boolean lasts(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || GROUPS_OF_THE_JDK.contains(group.getName())
                || LASTING.stream().anyMatch(thread.getName()::startsWith);
    }

    /** Descriptors by kind; empty where the system does not list them. */
    private static Map<String, Integer> descriptors() {
        Map<String, Integer> counts = new TreeMap<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return counts;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            all.map(Leaks::kind).filter(kind -> !kind.isEmpty()).forEach(kind -> counts.merge(kind, 1, Integer::sum));
        } catch (IOException e) {
            throw new AssertionError("the descriptors of this process cannot be listed", e);
        }
        return counts;
    }

    /** {@code socket}, {@code pipe}, {@code anon_inode} or a file's path; empty for what the Java machine opens and keeps. */
    private static String kind(Path descriptor) {
        String target;
        try {
            target = Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
        if (target.equals("anon_inode:[eventpoll]")) {
            // The Java machine opens pollers for virtual threads whenever it sees fit; a forgotten selector shows by
            // its thread.
            return "";
        }
        if (!target.startsWith("/")) {
            return target.startsWith("anon_inode:")
                    ? target
                    : target.replaceFirst(":.*", "").replaceFirst(".*/", "");
        }
        boolean kept = target.startsWith("/dev/")
                || target.startsWith("/proc/")
                || target.endsWith(".jar")
                || target.endsWith("/lib/modules");
        return kept ? "" : target;
    }
}
