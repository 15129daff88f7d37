/** The settings while the daemon runs: watched, read again, changed by clients, and put into force. */
@NullMarked
package online.cloudtolocalllm.daemon.settings;

import org.jspecify.annotations.NullMarked;
