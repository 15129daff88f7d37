/** Settings as rows: a name, a control, and under it what is wrong. */
@NullMarked
package online.cloudtolocalllm.settings.view.field;

import org.jspecify.annotations.NullMarked;
