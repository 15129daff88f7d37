/** The daemon's own settings: daemon_config.json, and the environment variables that come before it. */
@NullMarked
package online.cloudtolocalllm.config.daemon;

import org.jspecify.annotations.NullMarked;
