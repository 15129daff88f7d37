/** The connections as configured: reading, checking and keeping connection_config.json. */
@NullMarked
package online.cloudtolocalllm.broker.settings;

import org.jspecify.annotations.NullMarked;
