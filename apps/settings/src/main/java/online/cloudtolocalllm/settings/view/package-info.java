/** The settings window as it is drawn. */
@NullMarked
package online.cloudtolocalllm.settings.view;

import org.jspecify.annotations.NullMarked;
