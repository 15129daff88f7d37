/** A session bus of a test's own, so that no test touches the desktop of whoever runs it. */
@NullMarked
package online.cloudtolocalllm.testkit.desktop;

import org.jspecify.annotations.NullMarked;
