/** Real clients, a real daemon and real model servers, each in its own process. */
@NullMarked
package online.cloudtolocalllm.real;

import org.jspecify.annotations.NullMarked;
