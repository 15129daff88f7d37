# shellcheck shell=bash disable=SC2154 # the variables of the file that sources this one
# Sourced by ../../cloudtolocalllm for "daemon --supervised": runs the daemon as a child, through the launcher, and starts it again
# after a crash, from the build that CLOUDTOLOCALLLM_STAGE names. For desktops that start it at login; systemd and launchd do the same by themselves.

# Codes after which the daemon stays ended: 0 stopped as asked, or another runs; 2 wrong usage; 5 address in use; 6 home folder or
# Java unusable; and HUP, INT and TERM, which are wishes that it did not live to obey.
final_codes=" 0 2 5 6 129 130 143 "
# A daemon that lived this long was well: what ended it is a new trouble.
well_after_seconds=60
longest_pause_tenths=300

# supervise ARGUMENTS...: those of the daemon. Never returns; the exit code is the daemon's.
supervise() {
    export CLOUDTOLOCALLLM_SUPERVISED=launcher
    local code began pause=5 child='' asked=''
    trap 'pass_on TERM' TERM
    trap 'pass_on HUP' HUP
    # Bash has its children ignore Ctrl-C; to the daemon TERM means the same.
    trap 'pass_on TERM' INT
    while :; do
        began=$SECONDS
        run_child "$launcher" daemon "$@"
        if [ -n "$asked" ] || [[ $final_codes == *" $code "* ]]; then exit "$code"; fi
        if [ $((SECONDS - began)) -ge "$well_after_seconds" ]; then pause=5; fi
        say "cloudtolocalllm: the daemon $(how_it_ended "$code"). It is started again in $((pause / 10)).$((pause % 10)) s."
        run_child sleep "$((pause / 10)).$((pause % 10))"
        if [ -n "$asked" ]; then exit 0; fi
        pause=$((pause * 2 > longest_pause_tenths ? longest_pause_tenths : pause * 2))
    done
}

# run_child COMMAND...: sets code. A signal that came while there was no child to pass it on to is passed on here.
run_child() {
    local again
    child=''
    "$@" &
    child=$!
    if [ -n "$asked" ]; then kill -"$asked" "$child" 2>/dev/null; fi
    # A trap ends "wait" before the child has ended.
    while :; do
        wait "$child"
        code=$?
        kill -0 "$child" 2>/dev/null || break
    done
    # A child that ended while "wait" was interrupted has yet to tell its code; 127 means that it is not remembered.
    wait "$child" 2>/dev/null
    again=$?
    if [ "$again" -ne 127 ]; then code=$again; fi
    child=''
}

# shellcheck disable=SC2317 # called by the traps
pass_on() {
    asked=$1
    if [ -n "$child" ]; then kill -"$1" "$child" 2>/dev/null; fi
}

how_it_ended() {
    if [ "$1" -gt 128 ]; then printf 'was ended by signal %s' "$(($1 - 128))"; else printf 'ended with exit code %s' "$1"; fi
}
