/** A keyring of a test's own, so that no test touches that of whoever runs it. */
@NullMarked
package online.cloudtolocalllm.testkit.keyring;

import org.jspecify.annotations.NullMarked;
