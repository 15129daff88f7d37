/** The tokens of the daemon's connections: found before a connection is asked, moved into the keyring, set and cleared. */
@NullMarked
package online.cloudtolocalllm.daemon.secret;

import org.jspecify.annotations.NullMarked;
