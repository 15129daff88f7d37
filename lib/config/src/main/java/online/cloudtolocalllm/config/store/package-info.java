/** The settings files on the disk: reading them, changing them, and never losing what is in them. */
@NullMarked
package online.cloudtolocalllm.config.store;

import org.jspecify.annotations.NullMarked;
