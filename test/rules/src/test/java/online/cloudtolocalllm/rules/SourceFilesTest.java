package online.cloudtolocalllm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no file of the tree has in it. */
class SourceFilesTest {

    private static final String RECORDED = "test/testkit/src/main/resources/wire/";
    private static final int LONGEST = 300;

    /** Java files that are longer than others, each with the reason why it is one thing. */
    private static final Map<String, String> LONG_FILES = Map.of(
            "lib/broker/src/main/java/online/cloudtolocalllm/broker/upstream/UpstreamCall.java",
            "sending a request and hearing its answer share every field of an attempt",
            "lib/config/src/test/java/online/cloudtolocalllm/config/store/SettingsFolderTest.java",
            "one way in which files can be damaged beside the other",
            "apps/daemon/src/test/java/online/cloudtolocalllm/daemon/gateway/FailoverTest.java",
            "one row of the fault matrix beside the other");

    /** In brackets what would otherwise find itself here. */
    private static final Pattern REGISTRY = Pattern.compile(
            "\\b(repo1?[.]maven|repo[.]maven[.]apache|central[.]sonatype|oss[.]sonatype|plugins[.]gradle|jitpack[.]io"
                + "|registry[.]npmjs|npmjs[.]com|registry[.]yarnpkg|pypi[.]org|python[h]osted[.]org"
                + "|proxy[.]golang|sum[.]golang|crates[.]io|rubygems[.]org|nuget[.]org|docker[.]io|ghcr[.]io|quay[.]io)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OWN_PATH = Pattern.compile(
            "(?<![A-Za-z0-9_.~}$-])/(home/(?!linuxbrew/)[a-z]|Users/[A-Za-z]|root/|work/)|[A-Z]:\\\\{1,2}Users\\\\{1,2}[A-Za-z]");

    private static final Pattern UNDONE = Pattern.compile("\\b(T[O]DO|F[I]XME|X[X]X)\\b");

    private static final Pattern CONFLICT = Pattern.compile("^(<{7}|>{7}) ");

    private interface Check {
        boolean complainsAbout(String text);
    }

    private static List<String> complaints(Predicate<String> files, Check check) throws Exception {
        List<String> found = new ArrayList<>();
        for (Path file : SourceTree.committable()) {
            String name = SourceTree.name(file);
            if (name.startsWith(RECORDED) || !files.test(name)) {
                continue;
            }
            int number = 0;
            for (String line : SourceTree.text(file).orElse("").split("\n", -1)) {
                number++;
                if (check.complainsAbout(line)) {
                    found.add(name + ":" + number + ": " + line.strip());
                }
            }
        }
        return found;
    }

    @Test
    void noRegistryIsNamed() throws Exception {
        assertThat(complaints(name -> true, line -> REGISTRY.matcher(line).find()))
                .as("where packages come from is the business of whoever builds")
                .isEmpty();
    }

    @Test
    void noPathOfSomebodysMachineIsNamed() throws Exception {
        assertThat(complaints(name -> true, line -> OWN_PATH.matcher(line).find()))
                .as("a path that exists on one machine only")
                .isEmpty();
    }

    @Test
    void nothingIsLeftUndone() throws Exception {
        assertThat(complaints(name -> !name.endsWith(".md"), line -> UNDONE.matcher(line)
                        .find()))
                .as("what is to be done belongs into an issue")
                .isEmpty();
    }

    @Test
    void noConflictIsLeft() throws Exception {
        assertThat(complaints(name -> true, line -> CONFLICT.matcher(line).find()))
                .as("two versions of the same lines, of which one was to be chosen")
                .isEmpty();
    }

    @Test
    void javaHasNoTabs() throws Exception {
        assertThat(complaints(name -> name.endsWith(".java"), line -> line.indexOf('\t') >= 0))
                .isEmpty();
    }

    @Test
    void javaFilesAreShort() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        for (Path file : SourceTree.javaFiles()) {
            long lines;
            try (var all = Files.lines(file)) {
                lines = all.count();
            }
            if (lines > LONGEST) {
                tooLong.put(SourceTree.name(file), lines);
            }
        }
        assertThat(tooLong.keySet())
                .as(
                        "Java files of more than %d lines (%s): split what is over it, or list it in LONG_FILES with a"
                                + " reason; take from the list what is short again",
                        LONGEST, tooLong)
                .isEqualTo(LONG_FILES.keySet());
    }

    @Test
    void thePatternsFindWhatTheyAreFor() {
        assertThat("https://repo".concat(".maven.apache.org/maven2/"))
                .matches(text -> REGISTRY.matcher(text).find());
        for (String path : List.of("home/me/x", "Users/me/x", "root/.m2", "work/main")) {
            assertThat(" \"/" + path).matches(text -> OWN_PATH.matcher(text).find());
        }
        assertThat("${project}/home/x see /homework")
                .matches(text -> !OWN_PATH.matcher(text).find());
        assertThat("// TO" + "DO later").matches(text -> UNDONE.matcher(text).find());
    }
}
