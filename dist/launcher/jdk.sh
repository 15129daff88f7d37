# shellcheck shell=bash disable=SC2034 # the variables of the file that sources this one
# Sourced by ../../cloudtolocalllm when no JDK is remembered: looks in the places where JDKs are found.

# Sets candidates: the homes of all Java installations that can be guessed, nearest first.
list_candidates() {
    local java='' link name folder home=${HOME:-}
    candidates=()
    # JAVA_HOME_25_X64 and the like, as build machines have them.
    for name in ${!JAVA*} ${!JDK*}; do
        case $name in *_HOME*) if [ -n "${!name}" ]; then candidates+=("${!name}"); fi ;; esac
    done
    java=$(command -v java 2>/dev/null)
    while [ -L "$java" ]; do
        link=$(readlink -n "$java")
        case $link in
            /*) java=$link ;;
            *) java=${java%/*}/$link ;;
        esac
    done
    case $java in */bin/java) candidates+=("${java%/bin/java}") ;; esac

    local folders=()
    if [ -n "${CLOUDTOLOCALLLM_JDK_FOLDERS+set}" ]; then
        local rest=$CLOUDTOLOCALLLM_JDK_FOLDERS:
        while [ -n "$rest" ]; do
            folders+=("${rest%%:*}")
            rest=${rest#*:}
        done
    else
        folders=(/usr/lib/jvm /usr/lib64/jvm /usr/java /usr/jdk /usr/local/java /opt /opt/java /Library/Java/JavaVirtualMachines
            /opt/homebrew/opt /usr/local/opt /home/linuxbrew/.linuxbrew/opt)
        if [ -n "$home" ]; then
            folders+=("$home/.jdks" "$home/.m2/jdks" "$home/.sdkman/candidates/java" "$home/.gradle/jdks" "$home/.jabba/jdk"
                "$home/.asdf/installs/java" "$home/.local/share/mise/installs/java" "$home/Library/Java/JavaVirtualMachines")
        fi
        if [ -x /usr/libexec/java_home ]; then
            candidates+=("$(/usr/libexec/java_home -v "25+" 2>/dev/null)")
        fi
    fi
    for folder in ${folders[@]+"${folders[@]}"}; do
        [ -d "$folder" ] || continue
        for name in "$folder" "$folder"/*; do
            # Contents/Home: a macOS bundle; libexec: Homebrew, which links its openjdk@25 nowhere else.
            candidates+=("$name" "$name/Contents/Home" "$name/libexec/openjdk.jdk/Contents/Home" "$name/libexec")
        done
    done
}

# search_jdk java|javac: sets jdk and jdk_id to the first Java that has this program.
search_jdk() {
    local candidate
    list_candidates
    for candidate in ${candidates[@]+"${candidates[@]}"}; do
        case $candidate in /*) ;; *) continue ;; esac
        if [ -x "$candidate/bin/$1" ] && usable_jdk "$candidate"; then
            jdk=$candidate
            return 0
        fi
    done
    return 1
}

no_jdk() {
    local found
    found=$(command -v java 2>/dev/null)
    fail 6 "error: no JDK 25 or newer was found${found:+ ($found is older or no JDK)}. Install one, for example" \
        "  Debian and Ubuntu: the package openjdk-25-jdk, or Eclipse Temurin's temurin-25-jdk" \
        "  macOS:             brew install openjdk@25" \
        "  anywhere:          unpack a JDK archive under ~/.jdks" \
        "and run this again. Your older Java can stay. A JDK in an unusual folder is found when JAVA_HOME names it."
}
