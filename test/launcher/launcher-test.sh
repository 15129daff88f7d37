#!/usr/bin/env bash
# Tests of ./cloudtolocalllm with stand-ins for Maven and the three programs, in a copy of the launcher under a temporary folder;
# at the end one real build of this checkout. "--quick" leaves the real build out. Prints "N passed, N failed".
set -u
unset BASH_ENV CDPATH ENV JAVA_HOME JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLOUDTOLOCALLLM_JAVA_OPTS CLOUDTOLOCALLLM_NO_BUILD \
    CLOUDTOLOCALLLM_JDK_FOLDERS CLOUDTOLOCALLLM_STAGE CLOUDTOLOCALLLM_SUPERVISED CLOUDTOLOCALLLM_TOOL_OPTIONS MAVEN_HOME M2_HOME

project=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
tmp=$(cd -P -- "$(mktemp -d)" && pwd -P)
chmod 755 "$tmp"
trap 'rm -rf "$tmp"' EXIT
passed=0
failed=0

# check WHAT COMMAND...
check() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok    %s\n' "$what"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s\n      exit code %s\n' "$what" "${code:-}"
        sed 's/^/      out: /' "$tmp/out"
        sed 's/^/      err: /' "$tmp/err"
    fi
}

# run COMMAND...: sets code, fills $tmp/out and $tmp/err.
run() {
    "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
    code=$?
}

# run_in FOLDER COMMAND...
run_in() {
    local folder=$1
    shift
    (cd -- "$folder" && exec "$@") >"$tmp/out" 2>"$tmp/err" </dev/null
    code=$?
}

code_is() { [ "$code" -eq "$1" ]; }
out_is() { [ "$(cat "$tmp/out")" = "$1" ]; }
out_has() { grep -qF -- "$1" "$tmp/out"; }
err_has() { grep -qF -- "$1" "$tmp/err"; }
err_empty() { [ ! -s "$tmp/err" ]; }
not() { ! "$@"; }
same() { [ "$1" = "$2" ]; }
maven_calls() { wc -l <"$tmp/calls" | tr -d ' '; }
forget_calls() { : >"$tmp/calls"; }

# until_file FILE: another process is about to write it.
until_file() {
    local left=400
    until [ -s "$1" ] || [ "$left" -eq 0 ]; do
        left=$((left - 1))
        sleep 0.05
    done
}

# until_says FILE WORDS
until_says() {
    local left=400
    until grep -qsF -- "$2" "$1" || [ "$left" -eq 0 ]; do
        left=$((left - 1))
        sleep 0.05
    done
}

# --- stand-ins ---------------------------------------------------------------------------------------------------------

find_jdk() {
    usable_jdk() { [ -x "$1/bin/java" ] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$1/release" 2>/dev/null; }
    # shellcheck source=dist/launcher/jdk.sh
    . "$project/dist/launcher/jdk.sh"
    search_jdk javac || { printf 'No JDK 25 or newer for the tests.\n' >&2 && exit 1; }
}

stand_in_programs() {
    local name
    mkdir -p "$tmp/src" "$tmp/jars"
    cat >"$tmp/src/Told.java" <<'JAVA'
package standin;

import java.nio.file.*;
import java.util.*;

public final class Told {
    public static void run(String app, String[] args) throws Exception {
        List<String> words = List.of(args);
        if (System.getenv("TRAINING_FAILS") != null) Runtime.getRuntime().halt(9);
        if (app.equals("demo") && words.contains("--tokens-per-second")) {
            System.out.println("demo: serving on http://127.0.0.1:1");
            Thread.sleep(60_000);
        } else if (app.equals("daemon") && words.contains("--no-tray")) {
            System.out.println("no icon, on the bus " + System.getenv("DBUS_SESSION_BUS_ADDRESS"));
            Path home = Files.createDirectories(Path.of(System.getenv("CLOUDTOLOCALLLM_HOME")));
            Files.writeString(home.resolve("tray_port"), "1");
            Thread.sleep(60_000);
        }
        switch (args.length == 0 ? "" : args[0]) {
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "property" -> System.out.println(System.getProperty(args[1]));
            case "variable" -> System.out.println(System.getenv(args[1]));
            case "folder" -> System.out.println(Path.of("").toAbsolutePath());
            case "create" -> Files.createFile(Path.of(args[1]));
            case "copy" -> System.in.transferTo(System.out);
            case "crash" -> {
                Files.writeString(Path.of(args[1]), "x\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                if (Files.readAllLines(Path.of(args[1])).size() <= Integer.parseInt(args[2])) Runtime.getRuntime().halt(9);
            }
            case "wait" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopping")));
                Files.writeString(Path.of(args[1]), Long.toString(ProcessHandle.current().pid()));
                Thread.sleep(60_000);
            }
            default -> {
                System.out.println(app + " " + args.length);
                for (String arg : args) System.out.println(HexFormat.of().formatHex(arg.getBytes("UTF-8")));
            }
        }
    }
}
JAVA
    for name in daemon cli demo settings chat; do
        mkdir -p "$tmp/src/$name"
        printf 'package online.cloudtolocalllm.%s; public final class Main { public static void main(String[] args) throws Exception { standin.Told.run("%s", args); } }\n' \
            "$name" "$name" >"$tmp/src/$name/Main.java"
    done
    "$jdk/bin/javac" -d "$tmp/classes" "$tmp"/src/*.java "$tmp"/src/*/*.java || exit 1
    "$jdk/bin/jar" cf "$tmp/jars/extra.jar" -C "$tmp/classes" standin
    for name in daemon cli demo settings chat; do "$jdk/bin/jar" cf "$tmp/jars/$name.jar" -C "$tmp/classes" "online/cloudtolocalllm/$name"; done
}

# bin/mvn does what FAKE_MAVEN says; tools/ is a PATH without java, mvn and flock.
stand_in_tools() {
    local name
    forget_calls
    mkdir -p "$tmp/bin" "$tmp/tools" "$tmp/flock" "$tmp/old/bin" "$tmp/nothing"
    cat >"$tmp/bin/mvn" <<MVN
#!/usr/bin/env bash
printf '%s\n' "\$*" >>"$tmp/calls"
printf '[INFO] Building protocol 0.1.0    [1/4]\n[INFO] Building demo 0.1.0    [4/4]\n'
case \${FAKE_MAVEN:-} in
    fail) printf '[INFO] x\n[ERROR] Main.java:[3,1] cannot find symbol\n  symbol: class Foo\n[ERROR] -> [Help 1]\n[ERROR] Re-run Maven\n'; exit 1 ;;
    network) printf '[ERROR] Could not transfer artifact a:b:1: no network\n'; exit 1 ;;
    hold) echo started >"$tmp/started"; read -r _ <"$tmp/gate" ;;
esac
[ -x "\$JAVA_HOME/bin/javac" ] || exit 9
for name in daemon cli demo settings chat; do
    mkdir -p apps/\$name/target/runtime
    cp "$tmp/jars/\$name.jar" apps/\$name/target/\$name-0.1.0.jar
    cp "$tmp/jars/extra.jar" apps/\$name/target/runtime/
done
echo ended >"$tmp/ended"
MVN
    printf '#!/usr/bin/env bash\necho old java called >&2\nexit 99\n' >"$tmp/old/bin/java"
    chmod +x "$tmp/bin/mvn" "$tmp/old/bin/java"
    printf 'JAVA_VERSION="17.0.15"\n' >"$tmp/old/release"
    for name in bash sh env readlink find mkdir mv rm rmdir cp cat date mktemp head tail awk grep sed touch sleep ps ln chmod dirname uname tr; do
        ln -s "$(command -v "$name")" "$tmp/tools/$name"
    done
    if command -v flock >/dev/null; then ln -s "$(command -v flock)" "$tmp/flock/flock"; fi
    mkfifo "$tmp/gate"
}

# checkout FOLDER: a small checkout with this launcher.
checkout() {
    local name
    mkdir -p "$1/dist" "$1/lib/protocol/src/main"
    cp "$project/cloudtolocalllm" "$project/start_enhanced_daemon.sh" "$1/"
    cp -r "$project/dist/launcher" "$project/dist/cloudtolocalllm-tray" "$1/dist/"
    printf '<project/>\n' >"$1/pom.xml"
    printf 'class X {}\n' >"$1/lib/protocol/src/main/X.java"
    for name in daemon cli demo settings chat; do
        mkdir -p "$1/apps/$name/src/main"
        printf '<project/>\n' >"$1/apps/$name/pom.xml"
        printf 'class X {}\n' >"$1/apps/$name/src/main/X.java"
    done
    touch_sources "$1" 202001010000
}

touch_sources() {
    find "$1/pom.xml" "$1/lib" "$1/apps" -not -path '*/target*' -exec touch -t "$2" {} +
}

bare=$tmp/tools
usual=$tmp/bin:$tmp/flock:$tmp/tools
# A training run takes seconds. With no folder for temporary files it is left out.
untrained=$tmp/nowhere
path_before=$PATH

# --- what is promised --------------------------------------------------------------------------------------------------

first_use() {
    run env PATH="$usual" "$odd/cloudtolocalllm" hello
    check "builds on first use and runs" code_is 0
    check "  output is the program's alone" out_is $'cli 1\n68656c6c6f'
    check "  says what it does" err_has "Building CloudToLocalLLM (first use, one to two minutes): 4 of 4 demo"
    check "  called Maven once" same 1 "$(maven_calls)"
    check "  asked it for all apps" grep -q -- '-Dquick.* package -pl apps/daemon,apps/cli,apps/demo,apps/settings,apps/chat -am' "$tmp/calls"
    local stage
    stage=$odd/target/launcher/$(cat "$odd/target/launcher/current")
    check "  made a cache for each app" test -s "$stage/aot/"*/cli.aot -a -s "$stage/aot/"*/demo.aot -a -s "$stage/aot/"*/daemon.aot
    forget_calls
    run env PATH="$bare" "$odd/cloudtolocalllm" again
    check "second start needs no Maven" same "0 0" "$code $(maven_calls)"
    check "  and says nothing" err_empty
    local app
    run env PATH="$bare" "$odd/cloudtolocalllm" app --tab x
    check "  \"app\" is the main window" out_is $'chat 2\n2d2d746162\n78'
    for app in cli demo daemon settings; do
        run env PATH="$bare" CLOUDTOLOCALLLM_JAVA_OPTS="-XX:AOTMode=on -Xlog:class+load" "$odd/cloudtolocalllm" "${app/cli/version}"
        check "  $app's cache is truly used" grep -q "cloudtolocalllm.$app.Main source: shared objects file" "$tmp/out"
    done
}

without_maven() {
    rm -rf "$tmp/packaged"
    checkout "$tmp/packaged"
    run env PATH="$bare" CLOUDTOLOCALLLM_NO_BUILD=1 "$tmp/packaged/cloudtolocalllm"
    check "CLOUDTOLOCALLLM_NO_BUILD with nothing built: exit code 6" code_is 6
    (cd "$tmp/packaged" && JAVA_HOME=$jdk "$tmp/bin/mvn" >/dev/null)
    run env PATH="$bare" CLOUDTOLOCALLLM_NO_BUILD=1 "$tmp/packaged/cloudtolocalllm" x
    check "  after mvn package: runs what it left" out_is $'cli 1\n78'
    local stage
    stage=$(cat "$tmp/packaged/target/launcher/current")
    run env PATH="$bare" CLOUDTOLOCALLLM_NO_BUILD=1 "$tmp/packaged/cloudtolocalllm" x
    check "  once" same "$stage" "$(cat "$tmp/packaged/target/launcher/current")"
    run env PATH="$bare" TMPDIR="$untrained" "$tmp/packaged/cloudtolocalllm" x
    check "  and the next start need not build" code_is 0
    forget_calls
}

places() {
    mkdir -p "$tmp/else where" "$tmp/links/deep"
    run_in "$tmp/else where" env PATH="$usual" "$odd/cloudtolocalllm" folder
    check "runs from another folder and stays there" out_is "$tmp/else where"
    ln -s "$odd/cloudtolocalllm" "$tmp/links/one"
    ln -s ../one "$tmp/links/deep/two"
    run_in "$tmp/links/deep" env PATH="$usual" ./two property cloudtolocalllm.launcher
    check "runs through links, and tells its real path" out_is "$odd/cloudtolocalllm"
    ln -s "$odd" "$tmp/links/folder"
    run env PATH="$usual:$tmp/links/folder" cloudtolocalllm property cloudtolocalllm.launcher
    check "runs from PATH and a linked folder" out_is "$odd/cloudtolocalllm"
    run_in "$odd" env PATH="$usual" CDPATH=/tmp:/ sh cloudtolocalllm property cloudtolocalllm.launcher
    check "runs as an argument of sh" out_is "$odd/cloudtolocalllm"
    run env -i PATH="$usual" "$odd/cloudtolocalllm" property user.dir
    check "runs with an empty environment" code_is 0
    mkdir -p "$tmp/co:lon"
    checkout "$tmp/co:lon"
    run env PATH="$usual" "$tmp/co:lon/cloudtolocalllm"
    check "a colon in the path is refused in words" same "6 yes" "$code $(err_has 'has a colon in its name' && echo yes)"
}

passing_on() {
    run env PATH="$usual" "$odd/cloudtolocalllm" "" "a b" $'c\nd' "*" "\$x\"'\\" -- "grün"
    check "arguments arrive unchanged" out_is $'cli 7\n\n612062\n630a64\n2a\n247822275c\n2d2d\n6772c3bc6e'
    run env -u LANG LC_ALL=C PATH="$usual" "$odd/cloudtolocalllm" "grün"
    check "  also in the C locale" out_is $'cli 1\n6772c3bc6e'
    run env PATH="$usual" "$odd/cloudtolocalllm" demo x
    check "demo runs the demo" out_is $'demo 1\n78'
    run env PATH="$usual" "$odd/cloudtolocalllm" daemon x
    check "daemon runs the daemon" out_is $'daemon 1\n78'
    run env PATH="$usual" "$odd/cloudtolocalllm" exit 42
    check "the exit code is the program's" code_is 42
    printf 'in\0put' | env PATH="$usual" "$odd/cloudtolocalllm" copy >"$tmp/out"
    check "standard input reaches it" same "$(printf 'in\0put' | od -c)" "$(od -c <"$tmp/out")"
    (umask 022 && env PATH="$usual" "$odd/cloudtolocalllm" daemon create "$tmp/private")
    check "the daemon's files are private" same -rw------- "$(find "$tmp/private" -exec ls -l {} + | cut -c1-10)"

    rm -f "$tmp/pid"
    env PATH="$usual" "$odd/cloudtolocalllm" wait "$tmp/pid" >"$tmp/out" 2>"$tmp/err" &
    local started=$!
    until_file "$tmp/pid"
    check "the program takes the launcher's place" same "$started" "$(cat "$tmp/pid")"
    kill -TERM "$started"
    wait "$started" 2>/dev/null
    code=$?
    check "signals reach it" same "143 stopping" "$code $(cat "$tmp/out")"
}

java_options() {
    run env PATH="$usual" JAVA_TOOL_OPTIONS="-XX:+UseG1GC -Da.b='c d' -javaagent:none.jar" _JAVA_OPTIONS=-Xmx1k \
        "$odd/cloudtolocalllm" property a.b
    check "JAVA_TOOL_OPTIONS: settings hold, flags cannot break it" out_is "c d"
    check "  quietly" err_empty
    run env PATH="$usual" CLOUDTOLOCALLLM_JAVA_OPTS='-Dx="y  z" -Dw=' "$odd/cloudtolocalllm" property x
    check "CLOUDTOLOCALLLM_JAVA_OPTS is added" out_is "y  z"
}

java_search() {
    local here=$tmp/jdks tools=$tmp/bin:$tmp/tools
    mkdir -p "$here"
    ln -s "$tmp/old" "$here/jdk-17"
    ln -s "$jdk" "$here/jdk 25"
    checkout "$tmp/search"
    run env TMPDIR="$untrained" PATH="$tools" HOME="$tmp/nothing" CLOUDTOLOCALLLM_JDK_FOLDERS="$tmp/nothing" "$tmp/search/cloudtolocalllm" x
    check "no JDK: exit code 6" code_is 6
    check "  says what to install" err_has "openjdk-25-jdk"
    check "  does not start Maven" same 0 "$(maven_calls)"
    run env TMPDIR="$untrained" PATH="$tmp/old/bin:$tools" JAVA_HOME="$tmp/old" CLOUDTOLOCALLLM_JDK_FOLDERS="" "$tmp/search/cloudtolocalllm" x
    check "only an older java: exit code 6, names it" same "6 yes" "$code $(err_has "$tmp/old/bin/java is older" && echo yes)"
    run env TMPDIR="$untrained" PATH="$tmp/old/bin:$tools" JAVA_HOME="$tmp/old" CLOUDTOLOCALLLM_JDK_FOLDERS="$tmp/nothing:$here" \
        "$tmp/search/cloudtolocalllm" property java.home
    check "an older JAVA_HOME and java are passed over" out_is "$("$jdk/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')"
    run env TMPDIR="$untrained" PATH="$tools" CLOUDTOLOCALLLM_JDK_FOLDERS="$tmp/nothing" "$tmp/search/cloudtolocalllm" x
    check "  and the JDK is remembered" code_is 0
    printf '%s\n' "$tmp/gone" >"$tmp/search/target/launcher/jdk"
    run env TMPDIR="$untrained" PATH="$tools:$jdk/bin" CLOUDTOLOCALLLM_JDK_FOLDERS= "$tmp/search/cloudtolocalllm" x
    check "a remembered JDK that is gone is searched again, in PATH" code_is 0
    rm -f "$tmp/search/target/launcher/jdk"
    run env TMPDIR="$untrained" PATH="$tools" JAVA_HOME="$jdk" CLOUDTOLOCALLLM_JDK_FOLDERS= "$tmp/search/cloudtolocalllm" x
    check "JAVA_HOME is enough" code_is 0
    run env TMPDIR="$untrained" PATH="$tools" JAVA_HOME="$tmp/nowhere" CLOUDTOLOCALLLM_JDK_FOLDERS="$here" "$tmp/search/cloudtolocalllm" x
    check "a wrong JAVA_HOME does no harm" code_is 0
    forget_calls
}

handing_on() {
    run env PATH="$usual" "$odd/cloudtolocalllm" variable CLOUDTOLOCALLLM_STAGE
    check "the build is handed on to processes that a program starts" out_is "$odd/target/launcher/$(cat "$odd/target/launcher/current")"
    run env PATH="$usual" CLOUDTOLOCALLLM_STAGE="$tmp/elsewhere" "$odd/cloudtolocalllm" x
    check "  one from another folder is not used" code_is 0
}

maven_trouble() {
    checkout "$tmp/build"
    run env TMPDIR="$untrained" PATH="$bare" HOME="$tmp/nothing" "$tmp/build/cloudtolocalllm"
    check "no Maven: exit code 6, says what to install" same "6 yes" "$code $(err_has 'apt-get install maven' && echo yes)"
    run env TMPDIR="$untrained" PATH="$usual" FAKE_MAVEN=fail "$tmp/build/cloudtolocalllm"
    check "a failing build: exit code 1" code_is 1
    check "  shows the error with its second line" err_has $'cannot find symbol'
    check "  and names the log" err_has "$tmp/build/target/launcher/build.log"
    check "  without Maven's advice" not err_has Re-run
    run env TMPDIR="$untrained" PATH="$usual" FAKE_MAVEN=network "$tmp/build/cloudtolocalllm"
    check "no network: says that the first build needs it" err_has "needs the network"
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    check "the next start builds" same "0 cli 0" "$code $(cat "$tmp/out")"
    forget_calls
}

rebuilding() {
    touch "$tmp/build/lib/protocol/src/main/X.java"
    run env TMPDIR="$untrained" PATH="$bare" HOME="$tmp/nothing" "$tmp/build/cloudtolocalllm"
    check "changed sources without Maven: refused, not run stale" code_is 6
    run env TMPDIR="$untrained" PATH="$bare" CLOUDTOLOCALLLM_STAGE="$tmp/build/target/launcher/$(cat "$tmp/build/target/launcher/current")" \
        "$tmp/build/cloudtolocalllm"
    check "  but a process of a running build starts others from the same build" code_is 0
    run env TMPDIR="$untrained" PATH="$bare" CLOUDTOLOCALLLM_NO_BUILD=1 "$tmp/build/cloudtolocalllm"
    check "  unless CLOUDTOLOCALLLM_NO_BUILD is set" code_is 0
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    check "changed sources are built" same "0 1" "$code $(maven_calls)"
    check "  and it says why" err_has "(sources have changed)"
    touch_sources "$tmp/build" 203801010000
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    check "sources from the future are built once" same "0 2" "$code $(maven_calls)"
    rm "$tmp/build/apps/cli/src/main/X.java"
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    check "a removed source is noticed" same 3 "$(maven_calls)"
    mkdir -p "$tmp/build/apps/cli/target/x" && touch "$tmp/build/apps/cli/target/x/y"
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    check "what a build writes is not a change" same 3 "$(maven_calls)"

    rm -f "$tmp/pid"
    env PATH="$usual" "$tmp/build/cloudtolocalllm" demo wait "$tmp/pid" >/dev/null 2>&1 &
    local demo=$! stage
    until_file "$tmp/pid"
    stage=$(cat "$tmp/build/target/launcher/current")
    local i
    for i in 1 2 3 4; do
        touch "$tmp/build/pom.xml"
        run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm" exit 0
    done
    check "rebuilding leaves the jars of a running program alone" test -f "$tmp/build/target/launcher/$stage/demo/demo-0.1.0.jar"
    kill -KILL "$demo"
    wait "$demo" 2>/dev/null
    touch "$tmp/build/pom.xml"
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/build/cloudtolocalllm"
    check "and sweeps them away when it is gone: three stages are kept" same 3 "$(find "$tmp/build/target/launcher" -name stamp | wc -l | tr -d ' ')"

    mkdir -p "$tmp/clock"
    printf '#!/bin/sh\necho 20010101000000\n' >"$tmp/clock/date"
    chmod +x "$tmp/clock/date"
    touch "$tmp/build/pom.xml"
    run env TMPDIR="$untrained" PATH="$tmp/clock:$usual" "$tmp/build/cloudtolocalllm"
    check "  not the new one, though the clock was set back" code_is 0
    check "  nor more than without that" same 3 "$(find "$tmp/build/target/launcher" -name stamp | wc -l | tr -d ' ')"
    stage=$(cat "$tmp/build/target/launcher/current")
    check "  and it is the one in use" test "${stage%%-*}" = 20010101000000
    forget_calls
}

no_cache() {
    touch "$tmp/build/pom.xml"
    run env PATH="$usual" TRAINING_FAILS=1 "$tmp/build/cloudtolocalllm" exit 3
    check "a failing training run is no failure" code_is 9
    run env PATH="$bare" "$tmp/build/cloudtolocalllm" exit 3
    check "  the program starts without a cache" code_is 3
    local stage
    stage=$tmp/build/target/launcher/$(cat "$tmp/build/target/launcher/current")
    rm -r "$stage/aot"
    run env PATH="$bare" "$tmp/build/cloudtolocalllm" exit 3
    check "caches for a new JDK are made without Maven" same "3 yes" "$code $(test -s "$stage"/aot/*/cli.aot && echo yes)"
    printf garbage >"$(echo "$stage"/aot/*/cli.aot)"
    run env PATH="$bare" "$tmp/build/cloudtolocalllm" x
    check "a damaged cache does no harm, and is not in the output" out_is $'cli 1\n78'
    forget_calls
}

# What a training run says of its bus, in a folder of its own. trained_on SYSTEM PATH
trained_on() {
    local stage
    stage=$tmp/build/target/launcher/$(cat "$tmp/build/target/launcher/current")
    rm -rf "$stage/aot"
    run env OSTYPE="$1" PATH="$2" DBUS_SESSION_BUS_ADDRESS=unix:path=/of/the/user XDG_RUNTIME_DIR="$tmp" \
        "$tmp/build/cloudtolocalllm" exit 3
    grep -hE '^(no icon|daemon )' "$stage"/aot/*/log | sed "s|path=.*/|path=|"
}

# Nobody's desktop shall notice that caches are made.
training_in_private() {
    local bus=$tmp/buses/dbus-daemon name
    check "a training run without a bus has no icon, and asks no bus of the user" \
        same "no icon, on the bus unix:path=bus" "$(trained_on linux-gnu "$bare")"
    mkdir -p "$tmp/buses"
    for name in dbus-daemon dbus-send; do
        if ! command -v "$name" >/dev/null; then return; fi
        ln -s "$(command -v "$name")" "$tmp/buses/$name"
    done
    check "  with a bus of its own it has one" same "daemon 4" "$(trained_on linux-gnu "$bare:$tmp/buses")"
    check "  but not where icons are not drawn over a bus" \
        same "no icon, on the bus unix:path=bus" "$(trained_on darwin23 "$bare:$tmp/buses")"
    rm "$bus"
    # shellcheck disable=SC2016 # for the script that is written
    printf '#!/bin/sh\nfor word; do case $word in --config-file=*) cat "${word#*=}" ;; esac; done\n' >"$bus"
    chmod +x "$bus"
    trained_on linux-gnu "$bare:$tmp/buses" >/dev/null
    check "  which starts no services" not grep -q servicedir "$tmp"/build/target/launcher/*/aot/*/log
    check "  and whose settings are its own" grep -q '<type>session</type>' "$tmp"/build/target/launcher/*/aot/*/log
}

# two_at_once FOLDER PATH
two_at_once() {
    checkout "$1"
    rm -f "$tmp/started"
    env TMPDIR="$untrained" PATH="$2" FAKE_MAVEN=hold "$1/cloudtolocalllm" first >"$tmp/first" 2>&1 &
    local first=$! second
    until_file "$tmp/started"
    # What an earlier check left there is not what the second says.
    : >"$tmp/err"
    env TMPDIR="$untrained" PATH="$2" "$1/cloudtolocalllm" second >"$tmp/out" 2>"$tmp/err" &
    second=$!
    until_file "$tmp/err"
    echo go >"$tmp/gate"
    wait "$first"
    code=$?
    check "  the first is not disturbed" code_is 0
    wait "$second"
    code=$?
    check "  the second runs, too" code_is 0
    check "  and told that it waited" err_has "Another start is building CloudToLocalLLM; waiting for it."
    check "  Maven ran once" same 1 "$(maven_calls)"
    forget_calls
}

together() {
    if command -v flock >/dev/null; then
        printf 'ok    two at once, with flock:\n'
        two_at_once "$tmp/two" "$usual"
    fi
    printf 'ok    two at once, without flock:\n'
    two_at_once "$tmp/three" "$tmp/bin:$bare"
    check "  no lock is left" test ! -L "$tmp/three/target/launcher/lock.owner"
    bash -c 'exit 0' &
    local dead=$!
    wait "$dead"
    ln -s "$dead" "$tmp/three/target/launcher/lock.owner"
    touch "$tmp/three/pom.xml"
    run env TMPDIR="$untrained" PATH="$tmp/bin:$bare" "$tmp/three/cloudtolocalllm"
    check "the lock of a dead owner is taken over" code_is 0
    forget_calls
}

# interrupted SIGNAL CODE
interrupted() {
    rm -rf "$tmp/half"
    checkout "$tmp/half"
    rm -f "$tmp/started" "$tmp/ended"
    set -m
    env TMPDIR="$untrained" PATH="$usual" FAKE_MAVEN=hold "$tmp/half/cloudtolocalllm" >"$tmp/out" 2>"$tmp/err" &
    local start=$!
    set +m
    until_file "$tmp/started"
    kill "-$1" "$start"
    wait "$start" 2>/dev/null
    code=$?
    check "interrupted by $1 while building: exit code $2" code_is "$2"
    if [ "$1" = KILL ]; then
        # Maven outlives it, and shall not be at the same files as the next start's.
        echo go >"$tmp/gate"
        until_file "$tmp/ended"
    else
        check "  and says so, only so" same "Interrupted." "$(tail -n 1 "$tmp/err" | cut -c1-12)"
    fi
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/half/cloudtolocalllm" x
    check "  the next start builds" out_is $'cli 1\n78'
    forget_calls
}

# A user who may read the checkout and not write to it.
as_reader() {
    if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=65534 --clear-groups "$@"; else "$@"; fi
}

read_only() {
    checkout "$tmp/fixed"
    chmod a-w "$tmp/fixed"
    run as_reader env TMPDIR="$untrained" PATH="$usual:$path_before" "$tmp/fixed/cloudtolocalllm"
    check "a read-only folder that is not built: exit code 6, in words" same "6 yes" "$code $(err_has 'is not built yet, and' && echo yes)"
    chmod u+w "$tmp/fixed"
    run env TMPDIR="$untrained" PATH="$usual" "$tmp/fixed/cloudtolocalllm"
    chmod -R a-w "$tmp/fixed"
    run as_reader env TMPDIR="$untrained" PATH="$bare" "$tmp/fixed/cloudtolocalllm" daemon x
    check "a read-only folder that is built runs" same "0 " "$code $(cat "$tmp/err")"
    chmod -R u+w "$tmp/fixed"
    forget_calls
}

old_name() {
    run env PATH="$usual" "$odd/start_enhanced_daemon.sh" start --debug
    check "start_enhanced_daemon.sh start --debug" out_is $'cli 2\n7374617274\n2d2d6465627567'
    ln -s "$odd/start_enhanced_daemon.sh" "$tmp/links/deep/old"
    run_in "$tmp" env PATH="$usual" links/deep/old status
    check "  status, through a link" out_is $'cli 1\n737461747573'
    run env PATH="$usual" "$odd/start_enhanced_daemon.sh" launch
    check "  anything else is wrong usage" code_is 2
}

name_of_the_tray() {
    run env PATH="$usual" "$odd/dist/cloudtolocalllm-tray" --port 0
    check "cloudtolocalllm-tray --port 0 runs the daemon" out_is $'daemon 2\n2d2d706f7274\n30'
    ln -s "$odd/dist/cloudtolocalllm-tray" "$tmp/links/deep/tray"
    run_in "$tmp" env PATH="$usual" links/deep/tray exit 5
    check "  through a link; the exit code is the daemon's" code_is 5
    rm -f "$tmp/pid"
    env PATH="$usual" "$odd/dist/cloudtolocalllm-tray" wait "$tmp/pid" >"$tmp/out" 2>"$tmp/err" &
    local started=$!
    until_file "$tmp/pid"
    kill -TERM "$started"
    wait "$started"
    code=$?
    check "  whoever started it ends it, and the daemon goes on" code_is 0
    check "  it is there" kill -0 "$(cat "$tmp/pid")"
    kill -TERM "$(cat "$tmp/pid")"
    check "  and takes its own signals" until_gone "$(cat "$tmp/pid")"
}

supervised() {
    local started first
    for code in 0 2 5 6; do
        local wanted=$code
        run env PATH="$usual" "$odd/cloudtolocalllm" daemon exit "$wanted" --supervised
        check "daemon --supervised that ends with $wanted stays ended" same "$wanted " "$code $(cat "$tmp/err")"
    done
    run env PATH="$usual" "$odd/cloudtolocalllm" daemon --supervised property cloudtolocalllm.supervised
    check "  the daemon knows of it" out_is launcher
    run env PATH="$usual" CLOUDTOLOCALLLM_SUPERVISED=launcher "$odd/cloudtolocalllm" daemon variable CLOUDTOLOCALLLM_SUPERVISED
    check "  what it starts does not" out_is null
    forget_calls
    touch "$odd/apps/daemon/src/main/X.java"
    run env PATH="$usual" CLOUDTOLOCALLLM_SUPERVISED=service "$odd/cloudtolocalllm" daemon property cloudtolocalllm.supervised
    check "  a service starts what is there, though a source is newer" same "service 0" "$(cat "$tmp/out") $(maven_calls)"
    touch_sources "$odd" 202001010000
    run env PATH="$usual" "$odd/cloudtolocalllm" daemon --supervised --port 0
    check "  --supervised is not the daemon's, the other options are" out_is $'daemon 2\n2d2d706f7274\n30'
    rm -f "$tmp/crashes"
    run env PATH="$usual" "$odd/cloudtolocalllm" daemon --supervised crash "$tmp/crashes" 2
    check "  after a crash it is started again, each time later" same \
        "0 the daemon ended with exit code 9. It is started again in 0.5 s. the daemon ended with exit code 9. It is started again in 1.0 s." \
        "$code $(sed 's/^cloudtolocalllm: //' "$tmp/err" | tr '\n' ' ' | sed 's/ $//')"
    rm -f "$tmp/pid"
    env PATH="$usual" "$odd/cloudtolocalllm" daemon --supervised wait "$tmp/pid" >"$tmp/out" 2>"$tmp/err" &
    started=$!
    until_file "$tmp/pid"
    first=$(cat "$tmp/pid")
    rm -f "$tmp/pid"
    forget_calls
    touch "$odd/apps/daemon/src/main/X.java"
    kill -KILL "$first"
    until_file "$tmp/pid"
    check "  from the same build, though a source is newer" same 0 "$(maven_calls)"
    touch_sources "$odd" 202001010000
    check "  after kill -9, too" err_has "the daemon was ended by signal 9. It is started again in 0.5 s."
    kill -TERM "$started"
    wait "$started"
    code=$?
    check "  SIGTERM is passed on" same "143 stopping" "$code $(cat "$tmp/out")"
    check "  and nothing is left" until_gone "$(cat "$tmp/pid")"
    rm -f "$tmp/err"
    env PATH="$usual" "$odd/cloudtolocalllm" daemon --supervised crash "$tmp/crashes" 99 >"$tmp/out" 2>"$tmp/err" &
    started=$!
    # A long pause, so that the signal does not come when the next start is under way.
    until_says "$tmp/err" "again in 4.0 s"
    kill -HUP "$started"
    wait "$started"
    code=$?
    check "  a signal between two starts ends it" code_is 0
}

until_gone() {
    local left=400
    while kill -0 "$1" 2>/dev/null && [ "$left" -gt 0 ]; do
        left=$((left - 1))
        sleep 0.05
    done
    ! kill -0 "$1" 2>/dev/null
}

# The cost of the script itself, with java replaced by a program that does nothing: the other programs that it starts. The processor
# time is only told, because it depends on the machine.
fast() {
    local stub=$tmp/stub counted=$tmp/counted i name TIMEFORMAT='%U %S' spent
    mkdir -p "$stub/bin" "$counted" && cp "$jdk/release" "$stub/" && ln -s "$(type -P true)" "$stub/bin/java"
    spent=$({ time for ((i = 0; i < 10; i++)); do JAVA_HOME=$stub PATH=$bare "$odd/cloudtolocalllm" x; done; } 2>&1)
    awk '{ printf "      the launcher itself takes %d ms of the processor\n", ($1 + $2) * 100 }' <<<"$spent"
    for name in "$bare"/*; do
        name=${name##*/}
        # shellcheck disable=SC2016 # for the script that is written
        printf '#!%s\necho %s >>"$0.calls"\nexec "%s" "$@"\n' "$(type -P bash)" "$name" "$(type -P "$name")" >"$counted/$name"
        chmod +x "$counted/$name"
    done
    run env JAVA_HOME="$stub" PATH="$counted" "$odd/cloudtolocalllm" x
    check "a start needs no program beside bash, the one that looks for newer sources, and java" \
        same "0 bash find" "$code $(cd "$counted" && cat ./*.calls | tr '\n' ' ' | sed 's/ $//')"
}

# --- the real thing ----------------------------------------------------------------------------------------------------

real_build() {
    local copy="$tmp/real it's \"here\"" app
    mkdir -p "$copy"
    (cd "$project" && git ls-files -z --cached --others --exclude-standard | tar -c --null -T - -f -) | tar -x -C "$copy" -f -
    run env CLOUDTOLOCALLLM_HOME="$tmp/home" "$copy/cloudtolocalllm" version
    check "this checkout builds and runs from a folder with an odd name" code_is 0
    for app in cli daemon demo; do
        local aot=("$copy"/target/launcher/*/aot/*/"$app.aot")
        check "  $app has a cache" test -s "${aot[0]}"
    done
    for app in cli daemon demo; do
        run env CLOUDTOLOCALLLM_HOME="$tmp/home" CLOUDTOLOCALLLM_JAVA_OPTS="-XX:AOTMode=on -Xlog:class+load --dry-run" \
            "$copy/cloudtolocalllm" "${app/cli/version}"
        check "  $app's cache is used" grep -q "cloudtolocalllm.$app.Main source: shared objects file" "$tmp/out"
    done
}

find_jdk
stand_in_programs
stand_in_tools
odd="$tmp/it's an \"odd\" \$(x) [a] {b} *é#1%41\\;&"
checkout "$odd"
first_use
places
passing_on
java_options
java_search
handing_on
maven_trouble
rebuilding
without_maven
no_cache
training_in_private
together
interrupted INT 130
interrupted TERM 143
interrupted KILL 137
read_only
old_name
name_of_the_tray
supervised
fast
if [ "${1:-}" != --quick ]; then real_build; fi

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
