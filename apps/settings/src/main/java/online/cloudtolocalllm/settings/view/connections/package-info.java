/** The tab "Connections": the list, its order, and adding to it. */
@NullMarked
package online.cloudtolocalllm.settings.view.connections;

import org.jspecify.annotations.NullMarked;
