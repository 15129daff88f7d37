/** The list of connections: what it shows, its order, and what is added to it and taken out, without a toolkit. */
@NullMarked
package online.cloudtolocalllm.settings.model.connections;

import org.jspecify.annotations.NullMarked;
