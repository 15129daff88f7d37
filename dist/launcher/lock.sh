# shellcheck shell=bash disable=SC2154 # the variables of the file that sources this one
# Sourced by build.sh: one build at a time, and a clean end when it is interrupted.

group=''
temporary=''

# take_lock wait|try. flock frees itself when its owner dies; where it is missing a link names the owner's process.
take_lock() {
    local said='' owner
    if command -v flock >/dev/null 2>&1; then
        { exec 9>>"$base/lock"; } 2>/dev/null || fail 6 "error: $base/lock is not writable." \
            "Run $launcher once as the owner of the folder, or copy the folder to a place of your own."
        flock -n 9 && return 0
        if [ "$1" = try ]; then exec 9>&-; return 1; fi
        say "Another start is building CloudToLocalLLM; waiting for it."
        flock 9
        return
    fi
    until ln -s "$$" "$base/lock.owner" 2>/dev/null; do
        owner=$(readlink "$base/lock.owner" 2>/dev/null) || continue
        if ! owner_lives "$owner"; then
            # Only one waiter may clear the dead lock, after looking again: it might be a new one by now.
            find "$base/lock.clearing" -prune -mmin +1 -exec rmdir {} \; 2>/dev/null
            if mkdir "$base/lock.clearing" 2>/dev/null; then
                if [ "$(readlink "$base/lock.owner" 2>/dev/null)" = "$owner" ]; then rm -f "$base/lock.owner"; fi
                rmdir "$base/lock.clearing"
                continue
            fi
        elif [ "$1" = try ]; then
            return 1
        elif [ -z "$said" ]; then
            said=yes
            say "Another start is building CloudToLocalLLM; waiting for it."
        fi
        sleep 0.2
    done
}

# After a power cut the number may belong to some other program, hence the look at its command line.
owner_lives() {
    kill -0 "$1" 2>/dev/null || return 1
    case $(ps -o args= -p "$1" 2>/dev/null) in '' | *bash* | *cloudtolocalllm*) return 0 ;; *) return 1 ;; esac
}

release_lock() {
    exec 9>&-
    if [ "$(readlink "$base/lock.owner" 2>/dev/null)" = "$$" ]; then rm -f "$base/lock.owner"; fi
}

# Runs a function as a process group of its own, so that an interrupted start can stop all of it.
in_group() {
    local code
    trap '' TTOU
    set -m
    "$@" </dev/null &
    group=$!
    set +m
    wait "$group"
    code=$?
    group=''
    return "$code"
}

on_signals() {
    trap 'stopped 130' INT
    trap 'stopped 143' TERM
    trap 'stopped 129' HUP
}

# shellcheck disable=SC2317 # called by the traps
stopped() {
    trap '' INT TERM HUP
    if [ -n "$group" ]; then
        kill -TERM -- "-$group" 2>/dev/null
        wait "$group" 2>/dev/null
        kill -KILL -- "-$group" 2>/dev/null
    fi
    sweep
    release_lock
    progress_end "Interrupted. The next start does this again."
    exit "$1"
}

sweep() {
    if [ -n "$temporary" ]; then rm -rf "$temporary"; fi
    temporary=''
}

# The end of everything that took the lock.
finish() {
    sweep
    release_lock
    trap - INT TERM HUP TTOU
}

give_up() {
    finish
    fail "$@"
}
