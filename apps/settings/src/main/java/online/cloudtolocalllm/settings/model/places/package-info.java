/** Versions and places, and how a place is opened; without a toolkit. */
@NullMarked
package online.cloudtolocalllm.settings.model.places;

import org.jspecify.annotations.NullMarked;
