# shellcheck shell=bash disable=SC2154 # the variables of the file that sources this one
# Sourced by ../../cloudtolocalllm when there is something to build: lock, Maven, and a fresh folder of jars.
#
# target/launcher/current      the name of the stage in use, replaced in one step
# target/launcher/<stage>/     one build: a folder of jars per app, "stamp" (sources newer than it are not in it), aot/ (aot.sh)
# target/launcher/jdk          the JDK found last
# target/launcher/build.log    what Maven said last
# A stage is never changed once "current" names it, so that a rebuild cannot pull jars from under a running daemon.

apps=(daemon cli demo settings chat)

# shellcheck source=dist/launcher/lock.sh
. "$root/dist/launcher/lock.sh"
# shellcheck source=dist/launcher/aot.sh
. "$root/dist/launcher/aot.sh"

# One line that is rewritten on a terminal, one line each elsewhere.
progress() {
    if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then printf '\r\033[K%s' "$*" >&2; else say "$*"; fi
}

progress_end() {
    if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then printf '\r\033[K' >&2; fi
    if [ $# -gt 0 ]; then say "$*"; fi
}

# Sets stage to a build of the sources as they are now, or ends the program with the reason.
ensure_built() {
    local what="(first use, one to two minutes)"
    if [ -n "$stage" ]; then what="(sources have changed)"; fi
    if [ -n "${CLOUDTOLOCALLLM_NO_BUILD:-}" ]; then
        use_what_is_there
        return
    fi
    if ! { mkdir -p "$base" && [ -w "$base" ]; } 2>/dev/null; then
        [ -z "$stage" ] || fail 6 "error: the sources are newer than the built program, and $base is not writable." \
            "Run $launcher once as the owner of the folder, or set CLOUDTOLOCALLLM_NO_BUILD=1 to run the program as it was built."
        fail 6 "error: CloudToLocalLLM is not built yet, and $base is not writable." \
            "Run $launcher once as the owner of the folder, or copy the folder to a place of your own."
    fi
    find_builder
    take_lock wait
    on_signals
    if ! find_stage || [ -n "$(sources_newer_than "$stage/stamp")" ]; then
        build "$what"
        make_fast_start
    fi
    finish
}

# Makes the caches for a JDK that this stage has not met yet. Another start that is at it is not waited for.
ensure_fast_start() {
    take_lock try || return 0
    on_signals
    if [ ! -f "$stage/aot/$jdk_id/done" ]; then make_fast_start; fi
    finish
}

# CLOUDTOLOCALLLM_NO_BUILD: Maven is not started; if "mvn package" was run since the last stage, its jars make the next.
use_what_is_there() {
    local name oldest='' newer=''
    for name in "${apps[@]}"; do
        newest_jar "$name" || { newer='' && break; }
        if [ -z "$stage" ] || [ "$jar" -nt "$base/current" ]; then newer=yes; fi
        if [ -z "$oldest" ] || [ "$oldest" -nt "$jar" ]; then oldest=$jar; fi
    done
    if [ -n "$newer" ] && { mkdir -p "$base" && [ -w "$base" ]; } 2>/dev/null; then
        take_lock wait
        on_signals
        touch -r "$oldest" "$base/stamp.new"
        stage_jars
        finish
    fi
    [ -n "$stage" ] || fail 6 "error: CloudToLocalLLM is not built yet, and CLOUDTOLOCALLLM_NO_BUILD is set." \
        "Unset it and run this again."
}

# Sets mvn, and builder to a JDK with a compiler: a plain runtime is enough to run, but not to build.
find_builder() {
    local found_jdk=$jdk found_id=$jdk_id
    builder=$jdk
    if [ ! -x "$jdk/bin/javac" ]; then
        # shellcheck source=dist/launcher/jdk.sh
        . "$root/dist/launcher/jdk.sh"
        search_jdk javac || no_jdk
        builder=$jdk jdk=$found_jdk jdk_id=$found_id
    fi
    for mvn in "$(command -v mvn 2>/dev/null)" ${MAVEN_HOME:+"$MAVEN_HOME/bin/mvn"} ${M2_HOME:+"$M2_HOME/bin/mvn"} \
        ${HOME:+"$HOME/.sdkman/candidates/maven/current/bin/mvn"}; do
        if [ -x "$mvn" ]; then return; fi
    done
    fail 6 "error: CloudToLocalLLM has to be built once, and Maven was not found. Install it, for example" \
        "  Debian and Ubuntu: apt-get install maven" \
        "  macOS:             brew install maven" \
        "and run this again."
}

# build WHY
build() {
    local log=$base/build.log began=$SECONDS name
    progress "Building CloudToLocalLLM $1"
    : >"$base/stamp.new"
    # Jars of a former version would be taken for ours.
    for name in "${apps[@]}"; do rm -rf "$root/apps/$name/target/runtime" "$root/apps/$name/target/$name"-*.jar; done
    in_group run_maven "$log" "Building CloudToLocalLLM $1" || show_failure "$log"
    stage_jars
    # Files from the future (another time zone, a wrong clock) would otherwise be newer than every build.
    sources_newer_than "$stage/stamp" | while IFS= read -r name; do
        if [ "$name" -nt "$base/current" ]; then touch -r "$stage/stamp" "$name"; fi
    done
    progress_end "Built in $((SECONDS - began)) s."
}

run_maven() {
    local names
    names=$(printf ',apps/%s' "${apps[@]}")
    { cd "$root" && JAVA_HOME=$builder "$mvn" -B -Dstyle.color=never -Dquick -DskipTests -Dmaven.test.skip=true \
        package -pl "${names#,}" -am 2>&1; } | narrate "$1" "$2"
    return "${PIPESTATUS[0]}"
}

# narrate LOG TITLE: copies Maven's words to the log and tells the reader which module it is at.
narrate() {
    local line files=0 at='' module='Building (.+) [^ ]+ +\[([0-9]+)/([0-9]+)\]'
    while IFS= read -r line || [ -n "$line" ]; do
        printf '%s\n' "$line" >&3
        if [[ $line =~ $module ]]; then
            at="${BASH_REMATCH[2]} of ${BASH_REMATCH[3]} ${BASH_REMATCH[1]}"
            progress "$2: $at"
        elif [[ $line == *'Downloaded from'* ]]; then
            files=$((files + 1))
            if [ $((files % 100)) -eq 0 ]; then progress "$2:${at:+ $at,} $files files fetched"; fi
        fi
    done 3>"$1"
}

show_failure() {
    local log=$1 lines hint=()
    progress_end
    # A message may go on over lines without a mark; the advice about switches at the end helps nobody here.
    lines=$(awk '/^\[ERROR\]/ { on = 1 } /^\[(INFO|WARNING)\]/ { on = 0 }
        on { sub(/^\[ERROR\] */, ""); sub(/ -> \[Help [0-9]+\]$/, "") }
        on && NF && !/^(To see the full stack|Re-run Maven|For more information|After correcting|\[Help|  mvn )/ && !seen[$0]++' \
        "$log" | head -n 12)
    if [ -z "$lines" ]; then lines=$(tail -n 12 "$log"); fi
    if grep -q -e 'Could not transfer' -e 'Unknown host' -e 'Could not resolve' "$log"; then
        hint=("The first build fetches libraries and needs the network; later starts do not.")
    fi
    give_up 1 "error: building CloudToLocalLLM failed." "$lines" ${hint[@]+"${hint[@]}"} "All that Maven said is in $log"
}

# newest_jar APP: sets jar to the app's own jar.
newest_jar() {
    local candidate
    jar=''
    for candidate in "$root/apps/$1/target/$1"-*.jar; do
        case $candidate in *-sources.jar | *-javadoc.jar | *-tests.jar) continue ;; esac
        if [ -f "$candidate" ] && { [ -z "$jar" ] || [ "$candidate" -nt "$jar" ]; }; then jar=$candidate; fi
    done
    [ -n "$jar" ]
}

# Copies the jars of all apps to a new stage and makes it the current one.
stage_jars() {
    local name file fresh id
    id=$(date -u +%Y%m%d%H%M%S)-$$
    fresh=$base/unfinished-$id
    rm -rf "$base"/unfinished-*
    for name in "${apps[@]}"; do
        newest_jar "$name" || give_up 1 "error: the build left no apps/$name/target/$name-*.jar."
        mkdir -p "$fresh/$name" || unwritable
        for file in "$jar" "$root/apps/$name/target/runtime"/*.jar; do
            if [ ! -f "$file" ]; then continue; fi
            cp "$file" "$fresh/$name/" || unwritable
            printf '%s\n' "${file##*/}" >>"$fresh/$name/classpath"
        done
    done
    mv "$base/stamp.new" "$fresh/stamp" || unwritable
    mv "$fresh" "$base/$id" || unwritable
    printf '%s\n' "$id" >"$base/current.new" || unwritable
    mv -f "$base/current.new" "$base/current" || unwritable
    stage=$base/$id
    drop_old_stages
}

unwritable() {
    give_up 1 "error: the new build cannot be written to $base. Is the disk full?"
}

# Keeps the new one, the two before it, and any that a daemon, a demo or a window still runs from. The new one need not be the last
# by name: the clock may have been set back, and process numbers start again from the lowest.
drop_old_stages() {
    local others=() i old mark
    for old in "$base"/[0-9]*-*/; do
        old=${old%/}
        if [ "$old" != "$stage" ]; then others+=("$old"); fi
    done
    for ((i = 0; i < ${#others[@]} - 2; i++)); do
        for mark in "${others[i]}"/running.*; do
            if kill -0 "${mark##*.}" 2>/dev/null; then continue 2; fi
        done
        rm -rf "${others[i]}"
    done
}
