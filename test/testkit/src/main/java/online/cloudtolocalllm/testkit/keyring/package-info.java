/** A session bus and a keyring of a test's own, so that no test touches those of whoever runs it. */
@NullMarked
package online.cloudtolocalllm.testkit.keyring;

import org.jspecify.annotations.NullMarked;
