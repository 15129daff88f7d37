#!/usr/bin/env bash
# The name under which the daemon used to be started: start|stop|restart|status [--debug].
set -u
unset CDPATH

command=''
debug=()
for word in "$@"; do
    case $word in
        start | stop | restart | status) command=${command:-$word} ;;
        --debug) debug=(--debug) ;;
        *) command='' && break ;;
    esac
done
if [ -z "$command" ]; then
    printf 'usage: %s start|stop|restart|status [--debug]\n' "${0##*/}" >&2
    exit 2
fi
case $command in stop | status) debug=() ;; esac

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
    link=$(readlink -n "$self" && printf .)
    link=${link%.}
    case $link in
        /*) self=$link ;;
        *) self=$(dirname -- "$self")/$link ;;
    esac
done
exec "$(dirname -- "$self")/cloudtolocalllm" "$command" ${debug[@]+"${debug[@]}"}
