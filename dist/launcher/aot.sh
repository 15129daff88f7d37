# shellcheck shell=bash disable=SC2154 # the variables of the file that sources this one
# Sourced by build.sh: ahead-of-time caches (JEP 483, 514, 515), which halve the start. A training run of every app shows the JVM
# which classes it needs; from that it makes <stage>/aot/<jdk>/<app>.aot. A cache fits one JDK and one list of jars, so it
# lives with both. Nothing depends on it: what goes wrong here is in aot/<jdk>/log, and the app starts without.

make_fast_start() {
    local made=$stage/aot/$jdk_id
    mkdir -p "$made" 2>/dev/null || return 0
    temporary=$(mktemp -d "${TMPDIR:-/tmp}/cloudtolocalllm.XXXXXX") || return 0
    progress "Preparing fast start"
    in_group train "$made"
    : >"$made/done"
    progress_end
    sweep
}

# All at once, as they are used: the demo answers, the daemon relays, the command line asks, the windows show that. Ports are free ones and
# the home is a temporary folder, so that an installation on this machine is not touched.
# train FOLDER
train() {
    local name bus='' tray='' pids=() windows=()
    exec >"$1/log" 2>&1 9>&-
    export CLOUDTOLOCALLLM_HOME=$temporary/home
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    mkdir -m 700 "$CLOUDTOLOCALLLM_HOME"

    record demo --tokens-per-second 500 >"$temporary/demo.out" &
    pids+=($!)
    within 200 settled $! address_in "$temporary/demo.out"
    if address_in "$temporary/demo.out"; then
        talk_to "$found"
        printf '{"local_ollama":{"connection_type":"local_ollama","api_base_url":"http://%s","enabled":true}}\n' "$found" \
            >"$CLOUDTOLOCALLLM_HOME/connection_config.json"
    fi
    tray_of_our_own
    record daemon --port 0 --gateway 127.0.0.1:0 ${tray:+"$tray"} &
    pids+=($!)
    within 200 settled $! test -s "$CLOUDTOLOCALLLM_HOME/tray_port"
    record cli status >"$temporary/cli.out" &
    pids+=($!)
    within 200 ended $!
    # Windows draw into memory here, and so train without a display. They are not connected to a desktop's bus either.
    (unset DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR && record settings --rehearse) &
    windows=("$!")
    (unset DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR && record chat --rehearse) &
    windows+=("$!")
    if address_in "$temporary/cli.out"; then talk_to "$found"; fi
    if [ -z "$tray" ]; then look_at_tray "${pids[1]}"; fi
    within 300 ended "${windows[@]}" || kill -KILL "${windows[@]}" 2>/dev/null
    kill -TERM "${pids[@]}" 2>/dev/null
    within 600 ended "${pids[@]}" || kill -KILL "${pids[@]}" 2>/dev/null
    if [ -n "$bus" ]; then kill "$bus" 2>/dev/null; fi

    for name in "${apps[@]}"; do
        if [ -s "$temporary/$name.conf" ]; then assemble "$name" "$1" & fi
    done
    wait
}

# Sets bus to the process of a bus that only this training sees, and tray to what the daemon is told: nobody's panel shall show an
# icon that comes and goes while caches are made. Elsewhere than on Linux no bus is asked for icons. The bus of the user's session is
# out of reach in any case, and this one starts no services: a second portal or keyring would be at work on the same desktop.
tray_of_our_own() {
    tray=--no-tray
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$temporary/bus
    case $OSTYPE in linux*) ;; *) return 0 ;; esac
    command -v dbus-daemon >/dev/null && command -v dbus-send >/dev/null || return 0
    printf '%s\n' '<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><policy context="default">' \
        '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>' >"$temporary/bus.conf"
    dbus-daemon --config-file="$temporary/bus.conf" --nofork --address="$DBUS_SESSION_BUS_ADDRESS" &
    bus=$!
    within 50 settled "$bus" test -S "$temporary/bus"
    if [ -S "$temporary/bus" ]; then tray=; fi
}

# look_at_tray DAEMON: what a panel asks.
look_at_tray() {
    local item=org.kde.StatusNotifierItem-$1-1 asking
    {
        asked --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames
        asked --dest="$item" /StatusNotifierItem org.freedesktop.DBus.Properties.GetAll string:org.kde.StatusNotifierItem
        asked --dest="$item" /MenuBar com.canonical.dbusmenu.GetLayout int32:0 int32:-1 array:string:
        asked --dest="$item" /MenuBar com.canonical.dbusmenu.AboutToShow int32:0
    } &
    asking=$!
    within 100 ended "$asking" || kill -KILL "$asking"
}

asked() { dbus-send --session --print-reply --reply-timeout=5000 "$@" | head -n 3; }

# record APP ARGUMENTS...: replaces the calling subshell by the app, so that its process number is the JVM's.
record() {
    local name=$1
    shift
    jvm_flags "$name"
    class_path "$name"
    case $name in settings | chat) flags+=(-Dglass.platform=Headless -Dprism.order=sw) ;; esac
    exec "$jdk/bin/java" "${flags[@]}" -XX:AOTMode=record "-XX:AOTConfiguration=$temporary/$name.conf" -cp "$classpath" \
        "online.cloudtolocalllm.$name.Main" "$@"
}

# assemble APP FOLDER
assemble() {
    jvm_flags "$1"
    class_path "$1"
    "$jdk/bin/java" "${flags[@]}" -XX:AOTMode=create "-XX:AOTConfiguration=$temporary/$1.conf" "-XX:AOTCache=$2/$1.aot.new" \
        -cp "$classpath" && mv -f "$2/$1.aot.new" "$2/$1.aot"
}

# within TENTHS COMMAND...: asks until the command succeeds; false when the time is over.
within() {
    local left=$1
    shift
    until "$@"; do
        [ "$left" -gt 0 ] || return 1
        left=$((left - 1))
        sleep 0.1
    done
}

# address_in FILE: sets found to the first http://127.0.0.1:PORT in it, without the scheme.
address_in() {
    local line address='http://(127\.0\.0\.1:[0-9]+)'
    [ -f "$1" ] || return 1
    while IFS= read -r line; do
        if [[ $line =~ $address ]]; then
            found=${BASH_REMATCH[1]}
            return 0
        fi
    done <"$1"
    return 1
}

# settled PID COMMAND...: the command succeeds, or the process is gone and it never will.
settled() {
    local pid=$1
    shift
    "$@" || ended "$pid"
}

ended() {
    local pid
    for pid in "$@"; do
        if kill -0 "$pid" 2>/dev/null; then return 1; fi
    done
}

# talk_to HOST:PORT: what other programs will ask of it.
talk_to() {
    local asking question='"model":"demo","messages":[{"role":"user","content":"Hello"}]'
    {
        ask "$1" GET /api/version ''
        ask "$1" GET /api/tags ''
        ask "$1" GET /v1/models ''
        ask "$1" GET /_broker/status ''
        ask "$1" POST /api/chat "{$question}"
        ask "$1" POST /api/chat "{$question,\"stream\":false}"
        ask "$1" POST /api/generate '{"model":"demo","prompt":"Hello"}'
        ask "$1" POST /v1/chat/completions "{$question,\"stream\":true}"
        ask "$1" POST /api/show '{"model":"none"}'
        ask "$1" POST /api/chat '{'
    } &
    asking=$!
    within 200 ended "$asking" || kill -KILL "$asking"
}

# ask HOST:PORT METHOD PATH BODY, with bash's own sockets: curl may not be there.
ask() {
    local answer
    {
        printf '%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s' \
            "$2" "$3" "$1" "${#4}" "$4" >&7 && IFS= read -r answer <&7 && cat <&7 >/dev/null
    } 7<>"/dev/tcp/127.0.0.1/${1##*:}"
    printf '%s http://%s%s: %s\n' "$2" "$1" "$3" "${answer:-no answer}"
}
