/** Which models' requests may travel how far. */
@NullMarked
package online.cloudtolocalllm.settings.model.privacy;

import org.jspecify.annotations.NullMarked;
