/** Servers that speak TLS with a certificate that is good, or wrong in one way. */
@NullMarked
package online.cloudtolocalllm.testkit.tls;

import org.jspecify.annotations.NullMarked;
