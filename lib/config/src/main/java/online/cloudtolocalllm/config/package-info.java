/** The connections as configured: reading, checking and keeping connection_config.json. */
@NullMarked
package online.cloudtolocalllm.config;

import org.jspecify.annotations.NullMarked;
