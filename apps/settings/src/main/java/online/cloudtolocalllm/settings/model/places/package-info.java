/** Versions and places; without a toolkit. */
@NullMarked
package online.cloudtolocalllm.settings.model.places;

import org.jspecify.annotations.NullMarked;
